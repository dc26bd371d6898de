// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/repeats/repeats_table.h"

#include "core/decide/seed_verdicts.h"

namespace leap {
namespace {

using Cell = ResultTable::Cell;
using Format = ResultTable::Format;

Cell ofSearches(int kept, int searches)
{
    return searches == 0 ? Cell()
                         : Cell(static_cast<double>(kept) / searches,
                                std::to_string(kept) + " of " + std::to_string(searches));
}

Cell gateOf(const std::vector<double>& scores, size_t field)
{
    return scores.empty() ? Cell() : Cell(scores[field]);
}

std::vector<ResultTable::Column> columns()
{
    return {{"field", "Field"},
            {"verdict", "Verdict", Format::Text, "By the rule, over all searches."},
            {"gate", "Gate", Format::Gate, "Of the first search."},
            {"seeds", "By seeds", Format::Exact,
             "How many searches with other seeds keep the field, by the rule."},
            {"half_samples", "By half-samples", Format::Exact,
             "How many searches on halves of the rows keep it."},
            {"seed_spread", "Spread by seed", Format::Gate, "Standard deviation of the gate over the seeds."},
            {"row_spread", "Spread by rows", Format::Gate, "The same over the half-samples."},
            {"one_scale", "One scale", Format::Gate, "The gate with all given values at one scale."},
            {"raised_floor", "Floor x 10", Format::Gate,
             "The gate with ten times the floor of the divergence."}};
}

} // namespace

bool hasRepeats(const Ranking& ranking)
{
    return ranking.seedScores.size() > 1 || !ranking.halfScores.empty() || !ranking.rescaledScores.empty()
        || !ranking.raisedFloorScores.empty();
}

Cell verdictCell(Verdict verdict)
{
    using Tone = ResultTable::Tone;
    const Tone tone = verdict == Verdict::Keep ? Tone::Good
        : verdict == Verdict::Drop             ? Tone::Bad
                                               : Tone::Muted;
    return {static_cast<int64_t>(verdict), verdictName(verdict), tone};
}

std::vector<ResultTable> repeatsTables(const Ranking& ranking, const Decision& decision)
{
    if (!hasRepeats(ranking))
        return {};
    ResultTable table;
    table.key = "searches";
    table.title = "Further searches";
    table.columns = columns();
    const bool seeds = ranking.seedScores.size() > 1;
    if (seeds || !ranking.halfScores.empty())
        table.notes = {seedsInWords(ranking, decision.rule)};
    for (const size_t i : ranking.order()) {
        const FieldDecision& field = decision.fields[i];
        const Evidence& evidence = field.evidence;
        table.add({{field.field.name, verdictCell(field.verdict), field.field.gate,
                    seeds ? ofSearches(evidence.keptInSeeds, evidence.seeds) : Cell(),
                    ofSearches(evidence.keptInHalfSamples, evidence.halfSamples), evidence.seedSpread,
                    evidence.samplingSpread, gateOf(ranking.rescaledScores, i),
                    gateOf(ranking.raisedFloorScores, i)},
                   field.reason,
                   {},
                   static_cast<int64_t>(i)});
    }
    return {table};
}

} // namespace leap
