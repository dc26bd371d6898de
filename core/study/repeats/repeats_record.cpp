// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/repeats/repeats_record.h"

#include "core/decide/decide_over_searches.h"

#include <vector>

namespace leap {
namespace {

SearchGates gatesOf(const Ranking& ranking, const std::vector<std::vector<double>>& scores)
{
    SearchGates found{static_cast<int64_t>(scores.size()), Json::object(), seedsInWords(ranking, {})};
    for (size_t i = 0; i < ranking.fields.size(); ++i) {
        for (const auto& search : scores)
            found.gates[ranking.fields[i].name].push_back(NullForNaN::write(search[i]));
    }
    return found;
}

std::optional<Json> checkOf(const Ranking& ranking, const std::vector<double>& scores)
{
    if (scores.empty())
        return {};
    Json json = Json::object();
    for (size_t i = 0; i < scores.size(); ++i)
        json[ranking.fields[i].name] = NullForNaN::write(scores[i]);
    return json;
}

} // namespace

ListedRepeats repeatsOf(const Ranking& ranking)
{
    const RepeatedScores& repeats = ranking.repeats;
    ListedRepeats listed;
    if (repeats.seedScores.size() > 1)
        listed.seeds = gatesOf(ranking, repeats.seedScores);
    if (!repeats.halfScores.empty())
        listed.halfSamples = gatesOf(ranking, repeats.halfScores);
    const ScaleChecks checks{checkOf(ranking, repeats.rescaledScores),
                             checkOf(ranking, repeats.raisedFloorScores)};
    if (checks.rescaled || checks.raisedFloor)
        listed.checks = checks;
    return listed;
}

} // namespace leap
