// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_run.h"

#include "core/audit/file/run_json.h"
#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/data/rows/dataset_record.h"
#include "core/decide/decision.h"
#include "core/study/path/alpha_path_record.h"
#include "core/study/repeats/repeats_record.h"

namespace leap {
namespace {

Json fieldToJson(const Ranking& ranking, const FieldScore& field, size_t rank)
{
    Json json;
    json["name"] = field.name;
    json["kind"] = field.kind;
    json["source"] = field.source;
    json["start"] = field.start;
    json["end"] = field.end;
    json["width"] = field.width();
    json["gate"] = figure(field.gate);
    json["divergence"] = figure(field.divergence);
    json["lambda"] = figure(field.lambda);
    json["rank"] = rank;
    json["gate_move"] = figure(field.gateMove);
    json["active_rows"] = field.activeRows;
    json["standing"] = standingWord(ranking, field);
    return json;
}

Json fieldsToJson(const Ranking& ranking)
{
    std::vector<size_t> rankOf(ranking.fields.size());
    size_t rank = 0;
    for (const size_t i : ranking.order())
        rankOf[i] = ++rank;
    Json json = Json::array();
    for (size_t i = 0; i < ranking.fields.size(); ++i)
        json.push_back(fieldToJson(ranking, ranking.fields[i], rankOf[i]));
    return json;
}

Json epochToJson(const EpochReport& epoch)
{
    Json json;
    json["epoch"] = epoch.epoch;
    json["train_loss"] = figure(epoch.trainLoss);
    json["validation_auc"] = figure(epoch.validationAuc.value);
    json["seconds"] = epoch.seconds;
    json["validation_log_loss"] = figure(epoch.validationLogLoss.value);
    json["validation_gauc"] = figure(epoch.validationGauc.value);
    json["step"] = epoch.step;
    json["largest_gate_move"] = figure(epoch.largestGateMove);
    json["best"] = epoch.best;
    return json;
}

Json totalsToJson(const RunRecord& run)
{
    const SearchResult& result = run.result;
    Json json;
    json["rows"] = run.card.rows;
    json["fields"] = static_cast<int64_t>(run.schema.fields.size());
    json["columns"] = run.schema.columns();
    json["seconds"] = result.seconds;
    json["peak_bytes"] = run.peakBytes;
    json["alpha"] = figure(result.plan.alpha);
    json["alpha_auto"] = result.plan.alphaAuto;
    json["positives"] = run.card.positives;
    json["rejected_rows"] = run.card.rejectedRows;
    json["outcome"] = outcomeName(result.outcome);
    json["steps"] = result.steps;
    json["epochs"] = static_cast<int64_t>(result.epochs.size());
    json["best_epoch"] = result.bestEpoch;
    json["settled"] = allSettled(result.ranking);
    json["polarisation"] = figure(result.polarisation);
    json["test_auc"] = figure(result.testAuc.value);
    json["test_auc_best"] = figure(result.testAucBest.value);
    json["test_log_loss"] = figure(result.testLogLoss.value);
    json["model"] = modelInWords(run.settings);
    json["engine"] = result.plan.engine;
    json["threads"] = result.plan.threads;
    json["batch"] = result.plan.batch;
    json["gate_lr"] = figure(result.plan.gateLearningRate);
    json["lowest_reachable_gate"] = figure(result.plan.lowestReachableGate);
    return json;
}

Json leftOutToJson(const Schema& schema)
{
    Json json = Json::array();
    for (const LeftOut& left : schema.leftOut)
        json.push_back({{"column", left.column}, {"reason", left.reason}});
    return json;
}

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

Json auditToJson(const RunRecord& run)
{
    Json json;
    json["fields"] = fieldsToJson(run.result.ranking);
    json["epochs"] = Json::array();
    for (const EpochReport& epoch : run.result.epochs)
        json["epochs"].push_back(epochToJson(epoch));
    json["totals"] = totalsToJson(run);
    json["selector"] = run.result.ranking.selector;
    json["settings"] = settingsToJson(run.settings);
    json["dataset"] = toJson(run.card);
    json["left_out"] = leftOutToJson(run.schema);
    putRepeats(run.result.ranking, json);
    if (const auto* path = run.studies.find<AlphaPath>())
        json["alpha_path"] = toJson(*path);
    json["messages"] = run.result.messages;
    json["tool"] = toolName();
    json["created"] = run.created;
    return json;
}

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
