// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/synth/sets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace leap::synth {
namespace {

constexpr int kWidest = 256;
constexpr int kWideNoise = 64; ///< noise of at least this width counts as wide
constexpr double kLogitDeviation = 1.8;

/// Shares of roles among useful and among useless fields.
constexpr double kStrong = 0.05, kInteraction = 0.06, kCopy = 0.06, kCorrelated = 0.2, kSparseUseful = 0.1,
                 kDrifting = 0.04;
constexpr double kSparseUseless = 0.2, kConstant = 0.03;
constexpr int kBlockFields = 5;

/// Widths of 1 to 256 columns, narrow ones more often, `columns` in total: a fixed mix, stretched.
std::vector<int> widthsOf(int64_t fields, int64_t columns, RandomStream stream)
{
    constexpr std::array<int, 20> kMix{1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 8, 8, 8, 16, 16, 32, 32, 64, 128, 256};
    std::vector<int> mix(static_cast<size_t>(fields));
    for (int& width : mix)
        width = kMix[stream.nextBelow(kMix.size())];
    const auto stretched = [&](double factor) {
        std::vector<int> widths(mix.size());
        std::transform(mix.begin(), mix.end(), widths.begin(), [&](int width) {
            return std::clamp(static_cast<int>(std::floor(width * factor)), 1, kWidest);
        });
        return widths;
    };
    const auto sum = [](const std::vector<int>& widths) {
        int64_t total = 0;
        for (const int width : widths)
            total += width;
        return total;
    };
    double low = 0, high = kWidest;
    constexpr int kHalvings = 50;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        (sum(stretched(middle)) <= columns ? low : high) = middle;
    }
    std::vector<int> widths = stretched(low);
    int64_t rest = columns - sum(widths);
    for (size_t i = 0; rest > 0; i = (i + 1) % widths.size())
        if (widths[i] < kWidest) {
            ++widths[i];
            --rest;
        }
    return widths;
}

/// Assigns positions and fills them with fields.
class IndustrialFields {
public:
    explicit IndustrialFields(const SetSize& size)
        : m_fields(static_cast<size_t>(size.fields))
        , m_useless(static_cast<int64_t>(std::llround(size.uselessShare * static_cast<double>(size.fields))))
        , m_stream(streamKey(0, "synth/industrial", static_cast<uint64_t>(size.fields),
                             static_cast<uint64_t>(size.columns)))
    {
        const auto widths = widthsOf(size.fields, size.columns, m_stream);
        for (int64_t i = 0; i < size.fields; ++i) {
            plain(m_fields[static_cast<size_t>(i)], i, widths[static_cast<size_t>(i)]);
            m_free.push_back(i);
        }
        shuffle(m_free, RandomStream(streamKey(1, "synth/industrial")));
    }

    std::vector<FieldSpec> made()
    {
        one().role = Role::Leak;
        deal();
        for (FieldSpec& field : m_fields)
            finish(field);
        scaleStrengths();
        return std::move(m_fields);
    }

private:
    static void plain(FieldSpec& field, int64_t place, int width)
    {
        constexpr std::array<int64_t, 7> kValues{50, 100, 200, 500, 1000, 2000, 5000};
        const std::string number = std::to_string(place + 1);
        field.name = "f" + std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number;
        field.form = CellForm::Whole;
        field.values = kValues[static_cast<size_t>(place) % kValues.size()];
        field.width = width;
    }

    /// `count` free positions, ascending.
    std::vector<int64_t> take(size_t count)
    {
        count = std::min(count, m_free.size());
        std::vector<int64_t> places(m_free.end() - static_cast<int64_t>(count), m_free.end());
        m_free.resize(m_free.size() - count);
        std::sort(places.begin(), places.end());
        return places;
    }
    FieldSpec& at(int64_t place) { return m_fields[static_cast<size_t>(place)]; }
    FieldSpec& one() { return at(take(1).at(0)); }
    static int64_t share(double of, int64_t fields)
    {
        return std::max<int64_t>(1, std::llround(of * static_cast<double>(fields)));
    }

    void deal()
    {
        useless(share(kSparseUseless, m_useless), Role::SparseUseless);
        useless(share(kConstant, m_useless), Role::Constant);
        useless(m_useless, Role::Noise);
        const auto useful = static_cast<int64_t>(m_free.size());
        many(share(kStrong, useful), Role::Strong, .35);
        many(share(kSparseUseful, useful), Role::SparseUseful, .10);
        many(share(kDrifting, useful), Role::Drifting, .15);
        for (int64_t i = 0; i < share(kInteraction / 2, useful); ++i)
            interaction();
        for (int64_t i = 0; i < share(kCopy / 2, useful); ++i)
            copies();
        for (int64_t i = 0; i < share(kCorrelated / kBlockFields, useful); ++i)
            block(i);
        many(static_cast<int64_t>(m_free.size()), Role::Weak, .06);
    }

    void many(int64_t count, Role role, double strength)
    {
        for (const int64_t place : take(static_cast<size_t>(count))) {
            at(place).role = role;
            at(place).strength = strength;
        }
    }
    void useless(int64_t count, Role role)
    {
        count = std::min(count, m_useless);
        m_useless -= count;
        many(count, role, 0);
    }

    void interaction()
    {
        if (m_free.size() < 2)
            return; // the last one becomes a weak field
        const auto places = take(2);
        for (const int64_t place : places) {
            at(place).role = Role::Interaction;
            at(place).strength = .25;
        }
        at(places[1]).other = static_cast<int>(places[0]);
    }

    void copies()
    {
        if (m_free.size() < 2)
            return; // the last one becomes a weak field
        const auto places = take(2);
        at(places[0]).role = Role::Strong;
        at(places[0]).strength = .2;
        FieldSpec& copy = at(places[1]);
        copy.role = Role::Copy;
        copy.draw = Draw::Copy;
        copy.values = at(places[0]).values;
        copy.other = static_cast<int>(places[0]);
    }

    void block(int64_t number)
    {
        constexpr std::array<double, 3> kCorrelations{.5, .9, .99};
        const auto places = take(kBlockFields);
        for (const int64_t place : places) {
            FieldSpec& field = at(place);
            field.role = Role::Correlated;
            field.draw = Draw::Quantile;
            field.block = "block " + std::to_string(number + 1);
            field.correlation = kCorrelations[static_cast<size_t>(number) % kCorrelations.size()];
            field.strength = place == places[0] ? .2 : 0;
        }
    }

    static void finish(FieldSpec& field)
    {
        constexpr int64_t kSparseValues = 21;
        switch (field.role) {
        case Role::SparseUseful:
        case Role::SparseUseless:
            field.draw = Draw::Sparse;
            field.values = kSparseValues;
            break;
        case Role::Constant:
            field.draw = Draw::Constant;
            field.values = 1;
            break;
        case Role::Leak:
            field.draw = Draw::Leak;
            break;
        case Role::Noise:
            field.role = field.width >= kWideNoise ? Role::WideNoise : Role::Noise;
            break;
        default:
            break;
        }
    }

    /// Keeps the standard deviation of the logit about the same for any number of fields.
    void scaleStrengths()
    {
        double variance = 0;
        for (const FieldSpec& field : m_fields)
            variance += field.strength * field.strength / (field.role == Role::Interaction ? 2 : 1);
        constexpr double kMost = 2.5;
        const double factor = std::min(kMost, kLogitDeviation / std::sqrt(std::max(variance, 1e-9)));
        for (FieldSpec& field : m_fields)
            field.strength *= factor;
    }

    std::vector<FieldSpec> m_fields;
    std::vector<int64_t> m_free;
    int64_t m_useless; ///< still to be assigned
    RandomStream m_stream;
};

FieldSpec user(int64_t rows)
{
    FieldSpec field;
    field.name = "user";
    field.use = Use::GroupId;
    field.draw = Draw::Zipf;
    field.form = CellForm::Whole;
    field.values = std::clamp<int64_t>(rows / 40, 20, 1'000'000);
    field.role = Role::Weak;
    field.strength = .4;
    return field;
}

FieldSpec clock()
{
    FieldSpec field;
    field.name = "time";
    field.use = Use::Time;
    field.draw = Draw::Clock;
    field.form = CellForm::Whole;
    return field;
}

} // namespace

SetSpec industrial(const SetSize& size)
{
    if (size.fields < 10)
        throw InputError("An industrial set needs at least 10 fields, not " + std::to_string(size.fields)
                         + ".");
    if (size.columns < size.fields || size.columns > kWidest * size.fields)
        throw InputError(std::to_string(size.fields) + " fields of 1 to 256 columns cannot have "
                         + std::to_string(size.columns) + " columns in all; choose --columns between "
                         + std::to_string(size.fields) + " and " + std::to_string(kWidest * size.fields)
                         + ".");
    SetSpec set;
    set.generator = "industrial";
    set.baseRate = 0.1;
    set.tables = true;
    set.fields = IndustrialFields(size).made();
    set.fields.push_back(user(size.rows)); // after the fields, which refer to each other by position
    set.fields.push_back(clock());
    return set;
}

} // namespace leap::synth
