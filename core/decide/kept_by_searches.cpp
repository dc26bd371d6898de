// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/kept_by_searches.h"

#include "core/decide/decide_one.h"

namespace leap {

std::vector<std::vector<double>> scoresBySeed(const Ranking& ranking)
{
    if (!ranking.repeats.seedScores.empty())
        return ranking.repeats.seedScores;
    return {ranking.scores()};
}

KeptSet keptByScores(const Ranking& ranking, const std::vector<double>& scores, const Rule& rule)
{
    if (rule.kind != Rule::Kind::Threshold) {
        Rule unforced = rule;
        unforced.forceKeep.clear();
        unforced.forceDrop.clear();
        return keptSetOf(decideOne(ranking, scores, unforced));
    }
    KeptSet kept;
    for (const double score : scores)
        kept.push_back(score >= rule.threshold ? 1 : 0);
    return kept;
}

std::vector<KeptSet> keptBySeed(const Ranking& ranking, const Rule& rule)
{
    std::vector<KeptSet> kept;
    for (const auto& scores : scoresBySeed(ranking))
        kept.push_back(keptByScores(ranking, scores, rule));
    return kept;
}

std::vector<KeptSet> keptByHalf(const Ranking& ranking, const Rule& rule)
{
    std::vector<KeptSet> kept;
    for (const auto& scores : ranking.repeats.halfScores)
        kept.push_back(keptByScores(ranking, scores, rule));
    return kept;
}

} // namespace leap
