// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_run.h"

#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/decide/decision.h"

namespace leap {
namespace {

std::string figureText(const MetricValue& metric)
{
    return metric.defined() ? fixed(metric.value, 4) : "undefined";
}

std::string stateOf(const Ranking& ranking, const FieldScore& field)
{
    std::vector<std::string> notes;
    if (standingOf(ranking, field) != Standing::Settled)
        notes.push_back(standingWord(ranking, field));
    if (field.activeRows < kFewActiveRows)
        notes.push_back(std::to_string(field.activeRows) + " active rows");
    return notes.empty() ? "settled" : join(notes, ", ");
}

} // namespace

std::string rankingTable(const RunRecord& run)
{
    using Align = TextTable::Align;
    TextTable table({{"rank", Align::Right},
                     {"field", Align::Left},
                     {"kind", Align::Left},
                     {"columns", Align::Right},
                     {"width", Align::Right},
                     {"gate", Align::Right},
                     {"divergence", Align::Right},
                     {"lambda", Align::Right},
                     {"state", Align::Left}});
    const Ranking& ranking = run.result.ranking;
    size_t rank = 0;
    for (const size_t i : ranking.order()) {
        const FieldScore& field = ranking.fields[i];
        table.add({std::to_string(++rank), field.name, field.kind,
                   "[" + std::to_string(field.start) + ", " + std::to_string(field.end) + ")",
                   std::to_string(field.width()), fixed(field.gate, 3), significant(field.divergence, 3),
                   significant(field.lambda, 3), stateOf(ranking, field)});
    }
    return table.text();
}

std::string nextRows(const Settings& settings, int64_t block)
{
    return block == settings.streamBlocks ? "validation rows" : "block " + std::to_string(block + 1);
}

std::string blocksTable(const RunRecord& run)
{
    using Align = TextTable::Align;
    if (!run.settings.singlePass || run.result.epochs.empty())
        return {};
    TextTable table({{"trained on", Align::Left},
                     {"up to step", Align::Right},
                     {"train loss", Align::Right},
                     {"largest gate move", Align::Right},
                     {"then judged on", Align::Left},
                     {"AUC", Align::Right},
                     {"log loss", Align::Right}});
    for (const EpochReport& block : run.result.epochs) {
        table.add({"block " + std::to_string(block.epoch), grouped(block.step), fixed(block.trainLoss, 4),
                   fixed(block.largestGateMove, 3), nextRows(run.settings, block.epoch),
                   figureText(block.validationAuc), figureText(block.validationLogLoss)});
    }
    return table.text();
}

} // namespace leap
