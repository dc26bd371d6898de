// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_export.h"
#include "core/audit/file/run_json.h"
#include "core/base/sha256.h"
#include "core/data/rows/dataset_record.h"

namespace leap {
namespace {

Json searchToJson(const RunRecord& run)
{
    const SearchResult& result = run.result;
    Json json;
    json["selector"] = result.ranking.selector;
    json["outcome"] = outcomeName(result.outcome);
    json["settled"] = allSettled(result.ranking);
    json["seeds"] = result.ranking.repeats.seeds();
    json["steps"] = result.steps;
    json["epochs_done"] = static_cast<int64_t>(result.epochs.size());
    json["validation_auc"] =
        figure(result.epochs.empty() ? MetricValue().value : result.epochs.back().validationAuc.value);
    json["test_auc"] = figure(result.testAuc.value);
    json["settings"] = settingsToJson(run.settings);
    json["plan"] = planToJson(result.plan);
    return json;
}

Json countsToJson(int64_t before, int64_t after)
{
    Json json;
    json["before"] = before;
    json["after"] = after;
    return json;
}

Json evidenceToJson(const Evidence& evidence)
{
    Json json;
    json["seeds"] = evidence.seeds;
    json["settled"] = evidence.settled;
    json["active_rows"] = evidence.activeRows;
    json["kept_in_seeds"] = evidence.keptInSeeds;
    json["half_samples"] = evidence.halfSamples;
    json["kept_in_half_samples"] = evidence.keptInHalfSamples;
    json["seed_spread"] = figure(evidence.seedSpread);
    json["sampling_spread"] = figure(evidence.samplingSpread);
    json["substitutes"] = evidence.substitutes;
    json["doubts"] = evidence.doubts;
    return json;
}

Json stabilityToJson(const SetStability& found)
{
    Json json;
    json["searches"] = found.searches;
    json["index"] = figure(found.index);
    json["lower"] = figure(found.lower);
    json["upper"] = figure(found.upper);
    return json;
}

Json columnOrNull(int64_t column)
{
    return column < 0 ? Json(nullptr) : Json(column);
}

Json fieldToJson(const FieldDecision& decision)
{
    const FieldScore& field = decision.field;
    Json json;
    json["name"] = field.name;
    json["kind"] = field.kind;
    json["source"] = field.source;
    json["start"] = field.start;
    json["end"] = field.end;
    json["new_start"] = columnOrNull(decision.newStart);
    json["new_end"] = columnOrNull(decision.newEnd);
    json["width"] = field.width();
    json["gate"] = figure(field.gate);
    json["divergence"] = figure(field.divergence);
    json["lambda"] = figure(field.lambda);
    json["verdict"] = verdictName(decision.verdict);
    json["forced"] = decision.forced;
    json["evidence"] = evidenceToJson(decision.evidence);
    json["reason"] = decision.reason;
    return json;
}

} // namespace

Json decisionToJson(const Decision& decision, const RunRecord& run)
{
    Json json;
    json["format"] = "leap.decision";
    json["version"] = 1;
    json["tool"] = toolName();
    json["created"] = run.created;
    json["dataset"] = toJson(run.card);
    json["search"] = searchToJson(run);
    json["rule"] = ruleToJson(decision.rule);
    json["rule"]["text"] = decision.rule.text();
    json["totals"]["fields"] = countsToJson(decision.fieldsBefore, decision.fieldsAfter);
    json["totals"]["columns"] = countsToJson(decision.columnsBefore, decision.columnsAfter);
    json["provisional"] = decision.provisional;
    json["stability"]["seeds"] = stabilityToJson(decision.seedStability);
    json["stability"]["half_samples"] = stabilityToJson(decision.halfStability);
    json["fields"] = Json::array();
    for (const FieldDecision& field : decision.fields)
        json["fields"].push_back(fieldToJson(field));
    json["digest"] = sha256Of(jsonText(json));
    return json;
}

} // namespace leap
