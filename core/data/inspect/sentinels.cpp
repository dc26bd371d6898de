// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/sentinels.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <string>

namespace leap {
namespace {

constexpr double kLeastShare = 0.01;
constexpr double kFar = 1; ///< widths of the rest, for numbers that look like sentinels
constexpr double kVeryFar = 5; ///< for others
constexpr double kFarCategory = 20; ///< for others, where the numbers are categories
constexpr size_t kMostAtEnd = 3;
constexpr int64_t kLeastRows = 3;

int64_t rowsOf(std::span<const NumberRows> numbers)
{
    return std::accumulate(numbers.begin(), numbers.end(), int64_t{0},
                           [](int64_t sum, const NumberRows& n) { return sum + n.rows; });
}

/// 9, 99, ... with the last digit 5 to 9, such as 997; 88, 888, 77, 777; with any sign. Of one digit only 9.
bool isCodeLike(double size)
{
    if (size != std::floor(size) || size > 1e15)
        return false;
    const auto number = static_cast<int64_t>(size);
    constexpr int64_t kTen = 10;
    const int64_t last = number % kTen;
    for (int64_t digit = 7; digit < kTen; ++digit) {
        bool same = number > 0;
        for (int64_t rest = number / kTen; rest > 0; rest /= kTen)
            same = same && rest % kTen == digit;
        const bool fits = digit == 9 ? last >= 5 : last == digit;
        if (same && fits && (number >= kTen || number == 9))
            return true;
    }
    return false;
}

bool isTypeEnd(double number)
{
    static const std::array<double, 17> kEnds{-128,
                                              127,
                                              255,
                                              -32768,
                                              32767,
                                              65535,
                                              -2147483648.0,
                                              2147483647.0,
                                              4294967295.0,
                                              static_cast<double>(std::numeric_limits<int64_t>::min()),
                                              static_cast<double>(std::numeric_limits<int64_t>::max()),
                                              static_cast<double>(std::numeric_limits<float>::max()),
                                              static_cast<double>(std::numeric_limits<float>::lowest()),
                                              std::numeric_limits<double>::max(),
                                              std::numeric_limits<double>::lowest(),
                                              1e20,
                                              1e30};
    return std::any_of(kEnds.begin(), kEnds.end(), [&](double end) {
        return number == end || static_cast<float>(number) == static_cast<float>(end) || number == -end;
    });
}

bool looksLikeSentinel(double number, double restMinimum)
{
    const std::string digits = shortest(std::abs(number)); // 999.9 too
    const bool nines = digits.size() > 2 && digits.find_first_not_of("9.") == std::string::npos;
    return nines || isCodeLike(std::abs(number)) || isTypeEnd(number) || (number < 0 && restMinimum >= 0);
}

/// The number below which a share of the rows lies.
double quantile(std::span<const NumberRows> sorted, double share)
{
    const double wanted = share * static_cast<double>(rowsOf(sorted));
    int64_t seen = 0;
    for (const NumberRows& n : sorted) {
        seen += n.rows;
        if (static_cast<double>(seen) >= wanted)
            return n.number;
    }
    return sorted.back().number;
}

/// How many of the first numbers (seen from an end) are apart from the rest by the widest gap. Together they
/// have at most half of the rows.
size_t candidatesAt(std::span<const NumberRows> fromEnd, int64_t leastRows)
{
    size_t best = 0;
    double widest = 0;
    const int64_t most = rowsOf(fromEnd) / 2;
    int64_t rows = 0;
    for (size_t k = 1; k <= kMostAtEnd && k < fromEnd.size(); ++k) {
        rows += fromEnd[k - 1].rows;
        if (fromEnd[k - 1].rows < leastRows || rows > most)
            break;
        const double gap = std::abs(fromEnd[k].number - fromEnd[k - 1].number);
        if (gap > widest) {
            widest = gap;
            best = k;
        }
    }
    return best;
}

/// The median of some of the numbers, from all places.
double middleOf(const std::vector<NumberRows>& numbers)
{
    constexpr size_t kSome = 101;
    std::vector<double> some;
    for (size_t i = 0; i < numbers.size(); i += std::max<size_t>(numbers.size() / kSome, 1))
        some.push_back(numbers[i].number);
    const auto middle = some.begin() + static_cast<std::ptrdiff_t>(some.size() / 2);
    std::nth_element(some.begin(), middle, some.end());
    return *middle;
}

/// A quick test, without sorting: is the lowest or the highest number frequent, and may it be far from the
/// others? Of many numbers that are measurements it seldom is.
bool mayHaveSentinels(const std::vector<NumberRows>& numbers, int64_t least)
{
    std::array<NumberRows, kMostAtEnd + 1> low{}, high{};
    const auto below = [](const NumberRows& a, const NumberRows& b) { return a.number < b.number; };
    const auto above = [](const NumberRows& a, const NumberRows& b) { return a.number > b.number; };
    std::partial_sort_copy(numbers.begin(), numbers.end(), low.begin(), low.end(), below);
    std::partial_sort_copy(numbers.begin(), numbers.end(), high.begin(), high.end(), above);
    if (low.front().rows < least && high.front().rows < least)
        return false;
    double gap = 0;
    for (size_t k = 1; k <= kMostAtEnd; ++k)
        gap = std::max({gap, low[k].number - low[k - 1].number, high[k - 1].number - high[k].number});
    const double middle = middleOf(numbers);
    int64_t away = 0;
    for (const NumberRows& n : numbers) {
        const bool end = n.number < low.back().number || n.number > high.back().number;
        away += !end && std::abs(n.number - middle) > gap ? n.rows : 0;
    }
    constexpr double kMostAway = 0.03; // more than the outer 2 % of the others
    return static_cast<double>(away) <= kMostAway * static_cast<double>(rowsOf(numbers));
}

} // namespace

int64_t leastSentinelRows(int64_t rows)
{
    return std::max<int64_t>(kLeastRows,
                             static_cast<int64_t>(std::ceil(kLeastShare * static_cast<double>(rows))));
}

std::vector<NumberRows> sentinelsOf(std::vector<NumberRows> numbers, bool categories)
{
    constexpr double kLow = 0.01, kHigh = 0.99;
    constexpr size_t kMany = 4096;
    const int64_t least = leastSentinelRows(rowsOf(numbers));
    if (numbers.size() > kMany && !mayHaveSentinels(numbers, least))
        return {};
    std::sort(numbers.begin(), numbers.end(),
              [](const NumberRows& a, const NumberRows& b) { return a.number < b.number; });
    const std::vector<NumberRows> backwards(numbers.rbegin(), numbers.rend());
    const size_t low = candidatesAt(numbers, least), high = candidatesAt(backwards, least);
    if (low + high + 2 > numbers.size()) // two other numbers tell what is near
        return {};
    const auto rest = std::span<const NumberRows>(numbers).subspan(low, numbers.size() - low - high);
    const double width = quantile(rest, kHigh) - quantile(rest, kLow);
    std::vector<NumberRows> found;
    const auto take = [&](size_t begin, size_t end, double gap) {
        for (size_t i = begin; i < end; ++i) {
            const bool likely = looksLikeSentinel(numbers[i].number, rest.front().number);
            const double far = likely ? kFar : categories ? kFarCategory : kVeryFar;
            if (width > 0 && gap >= far * width)
                found.push_back(numbers[i]);
        }
    };
    if (low > 0)
        take(0, low, rest.front().number - numbers[low - 1].number);
    if (high > 0)
        take(numbers.size() - high, numbers.size(),
             numbers[numbers.size() - high].number - rest.back().number);
    return found;
}

} // namespace leap
