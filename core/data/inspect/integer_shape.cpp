// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/integer_shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace leap {
namespace {

struct Value {
    double number;
    int64_t rows;
};

std::vector<Value> sortedValues(const CodedColumn& column, std::span<const int64_t> counts)
{
    std::vector<Value> values;
    for (size_t code = 0; code < counts.size(); ++code) {
        const double number = column.number(static_cast<int32_t>(code));
        if (counts[code] > 0 && !std::isnan(number))
            values.push_back({number, counts[code]});
    }
    std::sort(values.begin(), values.end(),
              [](const Value& a, const Value& b) { return a.number < b.number; });
    return values;
}

/// A lone value far below the others that says "unknown" (-1, 0, -999), or far above (9999), is none of them.
void dropUnknown(std::vector<Value>& values)
{
    constexpr size_t kLeast = 10;
    constexpr double kFar = 0.3;
    if (values.size() < kLeast)
        return;
    const double gap = values[1].number - values[0].number;
    if ((values[0].number < 0 && values[1].number >= 0)
        || (values[0].number == 0 && gap > kFar * (values.back().number - values[1].number)))
        values.erase(values.begin());
    const double range = values[values.size() - 2].number - values.front().number;
    const std::string top = std::to_string(static_cast<int64_t>(std::min(values.back().number, 1e18)));
    if (values.back().number - values[values.size() - 2].number > range
        && top.find_first_not_of('9') == std::string::npos)
        values.pop_back();
}

/// Share of the rows in the lowest and the highest tenth of the range.
double shareAtEnds(const std::vector<Value>& values, int64_t rows)
{
    const double tenth = (values.back().number - values.front().number) / 10;
    double inside = 0;
    for (const Value& value : values) {
        const bool end =
            value.number < values.front().number + tenth || value.number > values.back().number - tenth;
        inside += end ? static_cast<double>(value.rows) : 0;
    }
    return inside / static_cast<double>(rows);
}

/// Distinct values over the number expected of a smooth density: in each of some stretches of values, its
/// rows fall anywhere, and some on the same number.
double spreadOf(const std::vector<Value>& values, int64_t rows)
{
    constexpr int64_t kStretches = 50;
    double expected = 0;
    int64_t inside = 0;
    size_t first = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        inside += values[i].rows;
        if (inside * kStretches < rows && i + 1 < values.size())
            continue;
        const double end = i + 1 < values.size() ? values[i + 1].number : values[i].number + 1;
        const double width = end - values[first].number;
        expected += width * -std::expm1(-static_cast<double>(inside) / width);
        first = i + 1;
        inside = 0;
    }
    return expected > 0 ? static_cast<double>(values.size()) / expected : 1;
}

/// Greatest distance to an even distribution over the range, of rows or of values.
double unevenness(const std::vector<Value>& values, int64_t rows, bool byRows)
{
    const double first = values.front().number, span = values.back().number - first + 1;
    const double all = byRows ? static_cast<double>(rows) : static_cast<double>(values.size());
    double greatest = 0, below = 0;
    for (const Value& value : values) {
        const double even = (value.number - first) / span;
        const double after = below + (byRows ? static_cast<double>(value.rows) : 1);
        greatest = std::max({greatest, std::abs(below / all - even), std::abs(after / all - even)});
        below = after;
    }
    return greatest;
}

/// The same values with no more than some rows each: a few values that are far more frequent than all others
/// (0, the most popular ids) shall not hide how the rest is spread.
std::vector<Value> capped(std::vector<Value> values, int64_t rows)
{
    const int64_t most = std::max<int64_t>(6, 4 * rows / static_cast<int64_t>(values.size()));
    for (Value& value : values)
        value.rows = std::min(value.rows, most);
    return values;
}

/// Mean of (a - b)^2 / (a + b) over neighbours a, b, which is 1 by chance. Where every value has a few rows
/// only it tells nothing.
double roughness(const std::vector<Value>& values)
{
    constexpr double kLeastRows = 6;
    constexpr int64_t kLeastPairs = 20;
    double sum = 0;
    int64_t pairs = 0;
    for (size_t i = 0; i + 1 < values.size(); ++i) {
        const auto a = static_cast<double>(values[i].rows), b = static_cast<double>(values[i + 1].rows);
        if (a + b < kLeastRows)
            continue;
        sum += (a - b) * (a - b) / (a + b);
        ++pairs;
    }
    return pairs >= kLeastPairs ? sum / static_cast<double>(pairs) : 1;
}

/// How much more the rows of stretches of equal width differ than they would if the values lay in any order.
double structureOf(const std::vector<Value>& values, double rough)
{
    constexpr size_t kStretches = 20;
    constexpr double kDense = 0.5;
    std::array<double, kStretches> inside{};
    const double first = values.front().number, span = values.back().number - first + 1;
    double rows = 0, squares = 0;
    for (const Value& value : values) {
        const auto stretch = static_cast<size_t>((value.number - first) / span * kStretches);
        inside[std::min(stretch, kStretches - 1)] += static_cast<double>(value.rows);
        rows += static_cast<double>(value.rows);
        squares += static_cast<double>(value.rows) * static_cast<double>(value.rows);
    }
    const double even = rows / kStretches;
    double dispersion = 0;
    for (const double count : inside)
        dispersion += (count - even) * (count - even) / even / (kStretches - 1);
    const bool dense = static_cast<double>(values.size()) > kDense * span;
    return dispersion / (dense ? std::max(rough, 1.0) : squares / rows);
}

/// Rows with multiples of 10, and of 5, beyond what the same number of rows anywhere would have.
double roundness(const std::vector<Value>& values)
{
    double tens = 0, fives = 0, all = 0;
    for (const Value& value : values) {
        const auto rows = static_cast<double>(value.rows);
        tens += std::fmod(value.number, 10) == 0 ? rows : 0;
        fives += std::fmod(value.number, 5) == 0 ? rows : 0;
        all += rows;
    }
    return std::max(tens / all - 0.1, fives / all - 0.2);
}

bool isRising(const CodedColumn& column)
{
    double before = -std::numeric_limits<double>::infinity();
    for (const int32_t code : column.codes()) {
        const double number = column.number(code);
        if (std::isnan(number))
            continue;
        if (!(number > before))
            return false;
        before = number;
    }
    return true;
}

} // namespace

IntegerShape shapeOf(const CodedColumn& column, std::span<const int64_t> counts)
{
    std::vector<Value> values = sortedValues(column, counts);
    IntegerShape shape;
    if (values.empty())
        return shape;
    dropUnknown(values);
    shape.allIntegers = std::all_of(values.begin(), values.end(), [](const Value& value) {
        return value.number == std::floor(value.number);
    });
    for (const Value& value : values)
        shape.rows += value.rows;
    shape.distinct = static_cast<int64_t>(values.size());
    shape.minimum = values.front().number;
    shape.maximum = values.back().number;
    if (!shape.allIntegers)
        return shape;
    const double middle = shape.minimum + (shape.maximum - shape.minimum) / 2;
    for (const Value& value : values)
        shape.topHalf += value.number > middle ? static_cast<double>(value.rows) : 0;
    shape.topHalf /= static_cast<double>(shape.rows);
    shape.ends = shareAtEnds(values, shape.rows);
    shape.spread = spreadOf(values, shape.rows);
    shape.uneven = unevenness(values, shape.rows, true);
    shape.valuesUneven = unevenness(values, shape.rows, false);
    const std::vector<Value> level = capped(values, shape.rows);
    shape.rough = roughness(level);
    shape.structure = structureOf(level, shape.rough);
    shape.round = roundness(level);
    shape.rising = isRising(column);
    return shape;
}

} // namespace leap
