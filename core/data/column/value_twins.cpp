// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/value_twins.h"

#include "core/data/column/cell_text.h"
#include "core/data/column/plain_signs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <unordered_map>

namespace leap {
namespace {

using Twins = std::vector<std::pair<int32_t, std::string>>;

constexpr int32_t kFew = 4096; ///< texts, all of which are looked at
constexpr double kExact = 9007199254740992; ///< 2^53: integers from here on are not told apart

/// Each text's number; empty where the column is one of measurements.
std::vector<std::optional<double>> numbersOf(int32_t size, const TextOfCode& textOf, const NumberForm& form)
{
    std::vector<std::optional<double>> numbers;
    for (int32_t code = 0; code < size; ++code) {
        const std::string_view text = textOf(code);
        auto number = text.empty() || hasLeadingZero(text) ? std::nullopt : readNumber(text, form);
        if (number && size > kFew && *number != std::floor(*number))
            return {};
        if (number && std::abs(*number) >= kExact)
            number.reset();
        numbers.push_back(number);
    }
    return numbers;
}

/// Gives each code of `codes` the text of the shortest, unless it is that.
void useShortest(const std::vector<int32_t>& codes, const TextOfCode& textOf, Twins& twins)
{
    const int32_t best = *std::min_element(codes.begin(), codes.end(), [&](int32_t a, int32_t b) {
        return textOf(a).size() < textOf(b).size();
    });
    for (const int32_t code : codes) {
        if (code != best)
            twins.emplace_back(code, std::string(textOf(best)));
    }
}

/// The set of truth values that a text in small letters belongs to; -1: none.
int truthSetOf(std::string_view text)
{
    static constexpr std::array<std::string_view, 10> kTruth{"true", "false", "yes", "no", "on",
                                                             "off",  "t",     "f",   "y",  "n"};
    const auto place = std::find(kTruth.begin(), kTruth.end(), text) - kTruth.begin();
    return place == static_cast<std::ptrdiff_t>(kTruth.size()) ? -1 : static_cast<int>(place / 2);
}

} // namespace

Twins numberTwins(int32_t size, const TextOfCode& textOf, const NumberForm& form)
{
    Twins twins;
    const auto numbers = numbersOf(size, textOf, form);
    std::unordered_map<double, int32_t> first;
    std::unordered_map<int32_t, std::vector<int32_t>> groups; // by first code
    std::vector<int32_t> order;
    for (int32_t code = 0; static_cast<size_t>(code) < numbers.size(); ++code) {
        const auto& number = numbers[static_cast<size_t>(code)];
        if (!number)
            continue;
        const auto [at, isNew] = first.try_emplace(*number + 0.0, code); // 0 for -0
        if (isNew)
            continue;
        auto& group = groups[at->second];
        if (group.empty()) {
            group.push_back(at->second);
            order.push_back(at->second);
        }
        group.push_back(code);
    }
    for (const int32_t code : order)
        useShortest(groups[code], textOf, twins);
    return twins;
}

Twins truthTwins(int32_t size, const TextOfCode& textOf)
{
    constexpr int32_t kMost = 64;
    Twins twins;
    if (size > kMost)
        return twins;
    std::unordered_map<std::string, std::string> first;
    std::set<int> sets;
    for (int32_t code = 0; code < size; ++code) {
        const std::string text(textOf(code));
        if (text.empty())
            continue;
        std::string folded = foldedText(text);
        sets.insert(truthSetOf(folded));
        const auto [at, isNew] = first.try_emplace(std::move(folded), text);
        if (!isNew && at->second != text)
            twins.emplace_back(code, at->second);
    }
    return sets.size() == 1 && *sets.begin() >= 0 ? twins : Twins();
}

SpellingPairs spellingPairs(int32_t size, const TextOfCode& textOf)
{
    SpellingPairs found;
    std::unordered_map<std::string, int32_t> first;
    for (int32_t code = 0; code < size; ++code) {
        const std::string_view text = textOf(code);
        if (text.empty())
            continue;
        const auto [at, isNew] = first.try_emplace(foldedText(text), code);
        if (isNew)
            continue;
        if (++found.pairs == 1) {
            found.one = textOf(at->second);
            found.other = text;
        }
    }
    return found;
}

} // namespace leap
