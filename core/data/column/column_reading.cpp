// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/column_reading.h"

#include "core/base/error.h"
#include "core/base/share_tasks.h"
#include "core/base/text.h"
#include "core/data/column/recognised_texts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap {
namespace {

/// Marks the wishes whose value a real column holds, and makes those cells missing.
std::vector<bool> makeMissing(RealValues& reals, const std::vector<std::string>& tokens)
{
    std::vector<bool> found(tokens.size());
    std::vector<double> values;
    for (const std::string& token : tokens)
        values.push_back(parseDouble(token).value_or(std::numeric_limits<double>::quiet_NaN()));
    const auto placeOf = [&](double cell) {
        const auto same = std::find_if(values.begin(), values.end(), [&](double value) {
            return reals.single ? static_cast<float>(value) == static_cast<float>(cell) : value == cell;
        });
        return static_cast<size_t>(same - values.begin());
    };
    for (const double cell : reals.values.values()) {
        if (const size_t place = placeOf(cell); place < values.size())
            found[place] = true;
    }
    if (std::find(found.begin(), found.end(), true) == found.end())
        return found;
    reals.values.change([&](double cell) {
        return placeOf(cell) < values.size() ? std::numeric_limits<double>::quiet_NaN() : cell;
    });
    return found;
}

/// What became of a column.
struct Outcome {
    std::vector<bool> found; ///< [wishes] tokens that occur
    bool decidesComma = false;
    bool open = false; ///< other columns have to decide
};

Outcome recognise(Column& column, const ReadingWish& wish, std::optional<bool> commaInFile)
{
    Outcome outcome;
    if (auto* reals = std::get_if<RealValues>(&column.values)) {
        if (!wish.missing.empty())
            outcome.found = makeMissing(*reals, wish.missing);
        return outcome;
    }
    auto* texts = std::get_if<TextValues>(&column.values);
    if (texts == nullptr || texts->lists)
        return outcome;
    RecognisedTexts recognised(*texts, wish);
    outcome.open = !recognised.decide(commaInFile);
    outcome.decidesComma = recognised.decidesComma();
    if (outcome.open)
        return outcome;
    column.reading = recognised.reading();
    outcome.found = recognised.foundWishes();
    recognised.rewrite();
    return outcome;
}

/// Warns of tokens that the user named and that no column holds.
void warnOfVainWishes(const std::vector<ReadingWish>& wishes, const std::vector<Outcome>& outcomes,
                      std::vector<std::string>& warnings)
{
    std::vector<std::string> wanted, found;
    for (size_t i = 0; i < wishes.size(); ++i) {
        for (size_t k = 0; k < wishes[i].missing.size(); ++k) {
            const std::string& token = wishes[i].missing[k];
            if (std::find(wanted.begin(), wanted.end(), token) == wanted.end())
                wanted.push_back(token);
            if (k < outcomes[i].found.size() && outcomes[i].found[k])
                found.push_back(token);
        }
    }
    for (const std::string& token : wanted) {
        if (std::find(found.begin(), found.end(), token) == found.end())
            warnings.push_back("--na: no cell of the columns meant is '" + token + "'.");
    }
}

} // namespace

void recogniseColumns(SourceData& data, const std::vector<ReadingWish>& wishes, int threads)
{
    std::vector<Outcome> outcomes(data.columns.size());
    const auto all = [&](std::optional<bool> commaInFile) {
        shareTasks(threads, data.columns.size(), [&](size_t i) {
            if (!commaInFile || outcomes[i].open)
                outcomes[i] = recognise(data.columns[i], wishes[i], commaInFile);
        });
    };
    all(std::nullopt);
    const auto is = [&](bool Outcome::*what) {
        return std::any_of(outcomes.begin(), outcomes.end(), [&](const Outcome& o) { return o.*what; });
    };
    if (is(&Outcome::open))
        all(is(&Outcome::decidesComma));
    warnOfVainWishes(wishes, outcomes, data.warnings);
}

} // namespace leap
