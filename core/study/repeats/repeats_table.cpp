// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/repeats/repeats_table.h"

#include "core/base/text.h"
#include "core/decide/decide_over_searches.h"

#include <limits>

namespace leap {
namespace {

using Cell = ResultTable::Cell;
using Format = ResultTable::Format;

std::string ofText(int kept, int searches)
{
    return std::to_string(kept) + " of " + std::to_string(searches);
}

Cell ofSearches(int kept, int searches)
{
    if (searches == 0)
        return {};
    return {static_cast<double>(kept) / searches, ofText(kept, searches)};
}

double gateOf(const std::vector<double>& scores, size_t field)
{
    return scores.empty() ? std::numeric_limits<double>::quiet_NaN() : scores[field];
}

std::vector<ResultTable::Column> columns()
{
    return {
        {"field", "Field"},
        {"verdict", "Verdict", Format::Text, "By the rule, over all searches."},
        {"gate", "Gate", Format::Gate, "Of the first search."},
        {"seeds", "By seeds", Format::Exact,
         "How many searches with other seeds keep the field, by the rule."},
        {"half_samples", "By half-samples", Format::Exact,
         "How many searches on halves of the rows keep it."},
        {"seed_spread", "Spread by seed", Format::Gate, "Standard deviation of the gate over the seeds."},
        {"row_spread", "Spread by rows", Format::Gate, "The same over the half-samples."},
        {"one_scale", "One scale", Format::Gate, "The gate with all given values at one scale."},
        {"raised_floor", "Floor x 10", Format::Gate, "The gate with ten times the floor of the divergence."}};
}

} // namespace

bool hasRepeats(const Ranking& ranking)
{
    return ranking.repeats.seedScores.size() > 1 || !ranking.repeats.halfScores.empty()
        || !ranking.repeats.rescaledScores.empty() || !ranking.repeats.raisedFloorScores.empty();
}

std::string evidenceWords(const Evidence& evidence)
{
    std::vector<std::string> parts{evidence.settled ? "settled" : "not settled"};
    if (evidence.seeds > 1)
        parts.push_back(ofText(evidence.keptInSeeds, evidence.seeds) + " seeds");
    if (evidence.halfSamples > 0)
        parts.push_back(ofText(evidence.keptInHalfSamples, evidence.halfSamples) + " half-samples");
    if (!evidence.substitutes.empty())
        parts.push_back("keep one of " + join(evidence.substitutes, ", "));
    return join(parts, ", ");
}

Cell verdictCell(Verdict verdict)
{
    using Tone = ResultTable::Tone;
    const Tone tone = verdict == Verdict::Keep ? Tone::Good
        : verdict == Verdict::Drop             ? Tone::Bad
                                               : Tone::Muted;
    return {static_cast<int64_t>(verdict), nameOf(verdict), tone};
}

std::vector<ResultTable> repeatsTables(const Ranking& ranking, const Decision& decision)
{
    ResultTable table;
    table.key = "searches";
    table.title = "Further searches";
    table.columns = columns();
    const bool seeds = ranking.repeats.seedScores.size() > 1;
    if (seeds || !ranking.repeats.halfScores.empty())
        table.notes = {seedsInWords(ranking, decision.rule)};
    for (const size_t i : ranking.order()) {
        const FieldDecision& field = decision.fields[i];
        const Evidence& evidence = field.evidence;
        table.add({{field.field.name, verdictCell(field.verdict), field.field.gate,
                    ofSearches(evidence.keptInSeeds, seeds ? evidence.seeds : 0),
                    ofSearches(evidence.keptInHalfSamples, evidence.halfSamples), evidence.seedSpread,
                    evidence.samplingSpread, gateOf(ranking.repeats.rescaledScores, i),
                    gateOf(ranking.repeats.raisedFloorScores, i)},
                   field.reason,
                   {},
                   static_cast<int64_t>(i)});
    }
    return {table};
}

} // namespace leap
