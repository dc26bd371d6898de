// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

namespace leap::test {

/// Draws of one column: independent streams by name.
class IntegerDraws {
public:
    explicit IntegerDraws(const std::string& key)
        : m_stream(streamKey(11, key))
    {
    }
    double uniform() { return (static_cast<double>(m_stream.bitsAt(m_next++) >> 11) + 0.5) * 0x1p-53; }
    double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform()); }
    int64_t below(int64_t bound) { return static_cast<int64_t>(uniform() * static_cast<double>(bound)); }

private:
    RandomStream m_stream;
    uint64_t m_next = 0;
};

using Integers = std::vector<int64_t>;
using IntegerProcess = std::function<Integers(int64_t rows, IntegerDraws&)>;

/// What the ids of things are called: by their number in the catalogue, by a random number, ...
enum class Naming { From1, From0, Sparse, Wide, Snowflake, Hash, ByPopularity, Base };

inline Integers namesOfThings(int64_t things, Naming naming, IntegerDraws& draws)
{
    Integers names(static_cast<size_t>(things));
    std::iota(names.begin(), names.end(), naming == Naming::From0 ? 0 : 1);
    for (int64_t& name : names) {
        if (naming == Naming::Sparse) // a tenth of the catalogue is met
            name = name * 10 + draws.below(10);
        else if (naming == Naming::Wide)
            name = 1'000'000 + draws.below(9'000'000);
        else if (naming == Naming::Snowflake)
            name = int64_t{1'152'921'504'606'846'976} + draws.below(int64_t{1} << 50);
        else if (naming == Naming::Hash)
            name = draws.below(int64_t{1} << 32);
        else if (naming == Naming::Base)
            name += 100'000;
    }
    if (naming != Naming::ByPopularity) {
        for (size_t i = names.size(); i > 1; --i)
            std::swap(names[i - 1], names[static_cast<size_t>(draws.below(static_cast<int64_t>(i)))]);
    }
    return names;
}

/// Rows are of things met by Zipf's law with this exponent; 0 = all alike.
inline IntegerProcess things(int64_t count, double exponent, Naming naming)
{
    return [=](int64_t rows, IntegerDraws& draws) {
        const Integers names = namesOfThings(count, naming, draws);
        std::vector<double> below;
        double sum = 0;
        for (int64_t rank = 1; rank <= count; ++rank)
            below.push_back(sum += std::pow(static_cast<double>(rank), -exponent));
        Integers cells;
        for (int64_t row = 0; row < rows; ++row) {
            const auto at = std::lower_bound(below.begin(), below.end(), draws.uniform() * sum);
            cells.push_back(names[static_cast<size_t>(std::min<int64_t>(at - below.begin(), count - 1))]);
        }
        return cells;
    };
}

/// A log sorted by user: each has some rows in a run.
inline IntegerProcess runs(double mean, int64_t step)
{
    return [=](int64_t rows, IntegerDraws& draws) {
        Integers cells;
        int64_t id = 0;
        while (static_cast<int64_t>(cells.size()) < rows) {
            id += 1 + draws.below(step);
            const auto length = 1 + static_cast<int64_t>(-mean * std::log(draws.uniform()));
            for (int64_t i = 0; i < length && static_cast<int64_t>(cells.size()) < rows; ++i)
                cells.push_back(id);
        }
        return cells;
    };
}

inline IntegerProcess each(std::function<double(IntegerDraws&)> draw)
{
    return [draw = std::move(draw)](int64_t rows, IntegerDraws& draws) {
        Integers cells;
        for (int64_t row = 0; row < rows; ++row)
            cells.push_back(static_cast<int64_t>(std::floor(draw(draws))));
        return cells;
    };
}

/// e^(mean + deviation z), of which people round down to multiples of `round`.
inline IntegerProcess logNormal(double mean, double deviation, double round = 1)
{
    return each(
        [=](IntegerDraws& d) { return std::floor(std::exp(mean + deviation * d.normal()) / round) * round; });
}
/// Many 0, the others log-normal.
inline IntegerProcess mostlyZero(double zeros, double mean, double deviation)
{
    return each(
        [=](IntegerDraws& d) { return d.uniform() < zeros ? 0.0 : std::exp(mean + deviation * d.normal()); });
}
inline IntegerProcess bell(double mean, double deviation, double least, double most)
{
    return each([=](IntegerDraws& d) { return std::clamp(mean + deviation * d.normal(), least, most); });
}
inline IntegerProcess exponential(double mean)
{
    return each([=](IntegerDraws& d) { return -mean * std::log(d.uniform()); });
}
/// Minutes of a day: few at night, peaks in the morning and in the evening.
inline IntegerProcess twoPeaks(double first, double second, double deviation, double most)
{
    return each([=](IntegerDraws& d) {
        return std::clamp((d.uniform() < 0.45 ? first : second) + deviation * d.normal(), 0.0, most);
    });
}
/// Prices as shops write them: 1999, 2495 ...
inline IntegerProcess shopPrices(double mean, double deviation)
{
    return each([=](IntegerDraws& d) {
        const double price = std::exp(mean + deviation * d.normal());
        const double round = price < 2000 ? 50 : 500;
        return std::ceil(price / round) * round - (d.uniform() < 0.7 ? 1 : 5);
    });
}

/// How a column acts on the label.
enum class Effect { None, ByThing, BySize };

struct IntegerColumn {
    const char* name;
    bool id;
    int64_t rows;
    Effect effect;
    IntegerProcess process;
};

/// Columns as public data sets have them; ids and quantities, neutral names among them. They are in no order,
/// so that those at even and at odd places are alike.
std::vector<IntegerColumn> integerColumns();

/// The file of one column with a label "y", as CSV.
inline std::string fileOf(const IntegerColumn& column)
{
    IntegerDraws draws(std::string("cells/") + column.name), coins(std::string("label/") + column.name);
    const Integers cells = column.process(column.rows, draws);
    Integers sorted = cells;
    std::sort(sorted.begin(), sorted.end());
    std::string text = std::string(column.name) + ",y\n";
    for (const int64_t cell : cells) {
        const auto below = std::lower_bound(sorted.begin(), sorted.end(), cell) - sorted.begin();
        const double place = static_cast<double>(below) / static_cast<double>(sorted.size());
        const RandomStream worth(streamKey(5, column.name, static_cast<uint64_t>(cell)));
        const double logit = column.effect == Effect::ByThing ? 1.2 * static_cast<double>(worth.normalAt(0))
            : column.effect == Effect::BySize                 ? 2.5 * (place - 0.5)
                                                              : 0;
        text += std::to_string(cell) + (coins.uniform() < 1 / (1 + std::exp(1 - logit)) ? ",1\n" : ",0\n");
    }
    return text;
}

} // namespace leap::test
