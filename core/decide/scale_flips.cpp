// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/scale_flips.h"

#include "core/decide/kept_by_searches.h"

#include <string>
#include <vector>

namespace leap {
namespace {

const char* keptWord(bool kept)
{
    return kept ? "kept" : "dropped";
}

void mark(FieldDecision& field, const std::string& doubt, bool doubtDecides)
{
    field.evidence.doubts.push_back(doubt);
    if (!doubtDecides || field.forced || !field.evidence.substitutes.empty())
        return;
    if (field.verdict == Verdict::Uncertain)
        field.reason += "; " + doubt;
    else
        field.reason += ", but " + doubt + ": no verdict, the field stays";
    field.verdict = Verdict::Uncertain;
}

void compare(Decision& decision, const KeptSet& first, const KeptSet& other, const std::string& dependsOn,
             const char* condition, bool doubtDecides)
{
    for (size_t i = 0; i < decision.fields.size(); ++i) {
        if (first[i] != other[i])
            mark(decision.fields[i],
                 "its verdict depends on " + dependsOn + " (" + keptWord(first[i] != 0) + " as it is, "
                     + keptWord(other[i] != 0) + " " + condition + ")",
                 doubtDecides);
    }
}

} // namespace

void markScaleFlips(Decision& decision, const Ranking& ranking, const Rule& rule)
{
    if (ranking.repeats.rescaledScores.empty() && ranking.repeats.raisedFloorScores.empty())
        return;
    const bool doubtDecides = rule.kind == Rule::Kind::Threshold;
    const KeptSet first = keptBySeed(ranking, rule).front();
    if (!ranking.repeats.rescaledScores.empty())
        compare(decision, first, keptByScores(ranking, ranking.repeats.rescaledScores, rule),
                "the field's scale", "with all given values at one scale", doubtDecides);
    if (!ranking.repeats.raisedFloorScores.empty())
        compare(decision, first, keptByScores(ranking, ranking.repeats.raisedFloorScores, rule),
                "the floor of the divergence", "with ten times the floor", doubtDecides);
    layOut(decision);
}

} // namespace leap
