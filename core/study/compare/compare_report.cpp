// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/compare/compare_report.h"

#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/metric/s_auc.h"
#include "core/study/retrain/figures_json.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap {
namespace {

template <typename T> std::vector<T> distinct(const std::vector<CompareRow>& rows, T CompareRow::*member)
{
    std::vector<T> found;
    for (const CompareRow& row : rows) {
        if (std::find(found.begin(), found.end(), row.*member) == found.end())
            found.push_back(row.*member);
    }
    return found;
}

const CompareRow* find(const CompareResult& result, const std::string& dataset, const std::string& selector,
                       double ratio)
{
    const auto row = std::find_if(result.rows.begin(), result.rows.end(), [&](const CompareRow& candidate) {
        return candidate.dataset == dataset && candidate.selector == selector && candidate.keepRatio == ratio;
    });
    return row == result.rows.end() ? nullptr : &*row;
}

Json setToJson(const CompareSet& set)
{
    Json json;
    json["search_seed"] = set.searchSeed;
    json["draw"] = set.draw;
    json["kept"] = set.kept;
    json["auc"] = Json::array();
    for (const double auc : set.auc)
        json["auc"].push_back(numberOrNull(auc));
    return json;
}

Json rowToJson(const CompareRow& row)
{
    Json json;
    json["dataset"] = row.dataset;
    json["selector"] = row.selector;
    json["keep_ratio"] = row.keepRatio;
    json["kept"] = row.kept;
    json["kept_columns"] = row.keptColumns;
    json["auc"] = numberOrNull(row.auc.value);
    json["auc_sd"] = numberOrNull(row.aucSd);
    json["auc_sd_search"] = numberOrNull(row.aucSdSearch);
    json["auc_sd_retrain"] = numberOrNull(row.aucSdRetrain);
    json["log_loss"] = numberOrNull(row.logLoss.value);
    json["gauc"] = numberOrNull(row.gaucByImpressions.value);
    json["gauc_kind"] = "by impressions";
    json["gauc_plain_mean"] = numberOrNull(row.gaucPlain.value);
    json["validation_auc"] = numberOrNull(row.validationAuc.value);
    json["search_seconds"] = row.searchSeconds;
    json["retrain_seconds"] = row.retrainSeconds;
    json["forward_passes"] = row.forwardPasses;
    json["sets"] = Json::array();
    for (const CompareSet& set : row.sets)
        json["sets"].push_back(setToJson(set));
    json["notes"] = row.notes;
    return json;
}

Json protocolToJson(const CompareRequest& request, const CompareResult& result)
{
    Json json;
    json["selectors"] = Json::array();
    for (const std::string& name : request.selectors) {
        const auto selector = makeSelector(name);
        json["selectors"].push_back({{"name", name},
                                     {"title", selector->title()},
                                     {"source", selector->source()},
                                     {"deviations", selector->deviations()}});
    }
    json["keep_ratios"] = request.keepRatios;
    json["search_seeds"] = request.searchSeeds;
    json["retrain_seeds"] = request.retrainSeeds;
    json["first_seed"] = request.settings.seed;
    json["choices_on"] = "training, gate and validation rows";
    json["figures_on"] = "test rows";
    json["models_judged"] = {{"on_validation_rows", result.looks.validation},
                             {"on_test_rows", result.looks.test}};
    json["settings"] = settingsToJson(request.settings);
    return json;
}

Json datasetsToJson(const CompareRequest& request, const CompareResult& result)
{
    Json json = Json::array();
    for (size_t i = 0; i < result.fingerprints.size(); ++i)
        json.push_back({{"name", request.data[i].name}, {"fingerprint", result.fingerprints[i]}});
    return json;
}

Json sAucToJson(const CompareResult& result)
{
    Json json = Json::object();
    for (const auto& [ratio, selectors] : sAucOf(result)) {
        for (const auto& [selector, value] : selectors)
            json[shortest(ratio)][selector] = numberOrNull(value.value);
    }
    return json;
}

std::string figureText(double value, int decimals = 4)
{
    return std::isnan(value) ? "-" : fixed(value, decimals);
}

std::string percent(double ratio)
{
    return significant(100 * ratio, 4) + " %";
}

/// One selector at one ratio: room for the ratio, the method, a figure a dataset.
std::vector<std::string> lineOf(const CompareResult& result, const std::vector<std::string>& datasets,
                                const std::string& selector, double ratio)
{
    std::vector<std::string> cells{"", ""};
    for (const std::string& dataset : datasets) {
        const CompareRow* row = find(result, dataset, selector, ratio);
        cells.push_back(row ? figureText(row->auc.value) : "-");
        cells[1] = row ? row->title : cells[1];
    }
    return cells;
}

} // namespace

std::map<double, std::map<std::string, MetricValue>> sAucOf(const CompareResult& result)
{
    std::map<double, std::map<std::string, MetricValue>> all;
    if (result.outcome == RunOutcome::Stopped)
        return all;
    const auto datasets = distinct(result.rows, &CompareRow::dataset);
    const auto selectors = distinct(result.rows, &CompareRow::selector);
    for (const double ratio : distinct(result.rows, &CompareRow::keepRatio)) {
        std::vector<std::vector<double>> auc;
        for (const std::string& selector : selectors) {
            auc.emplace_back();
            for (const std::string& dataset : datasets)
                auc.back().push_back(find(result, dataset, selector, ratio)->auc.value);
        }
        const auto values = sAuc(auc);
        for (size_t i = 0; i < selectors.size(); ++i)
            all[ratio][selectors[i]] = values[i];
    }
    return all;
}

Json comparisonToJson(const CompareRequest& request, const CompareResult& result, const std::string& tool,
                      const std::string& created)
{
    Json json;
    json["format"] = "leap.comparison";
    json["version"] = 1;
    json["tool"] = tool;
    json["created"] = created;
    json["protocol"] = protocolToJson(request, result);
    json["datasets"] = datasetsToJson(request, result);
    json["results"] = Json::array();
    for (const CompareRow& row : result.rows)
        json["results"].push_back(rowToJson(row));
    json["s_auc"] = sAucToJson(result);
    return json;
}

std::string comparisonTable(const CompareResult& result)
{
    using Align = TextTable::Align;
    const auto datasets = distinct(result.rows, &CompareRow::dataset);
    std::vector<TextTable::Column> columns{{"kept", Align::Left}, {"method", Align::Left}};
    for (const std::string& dataset : datasets)
        columns.push_back({dataset, Align::Right});
    columns.push_back({"S_AUC", Align::Right});
    TextTable table(std::move(columns));
    const auto sAucs = sAucOf(result);
    for (const double ratio : distinct(result.rows, &CompareRow::keepRatio)) {
        std::string shownRatio = percent(ratio);
        for (const std::string& selector : distinct(result.rows, &CompareRow::selector)) {
            auto cells = lineOf(result, datasets, selector, ratio);
            cells.front() = std::exchange(shownRatio, "");
            const auto sAucsOfRatio = sAucs.find(ratio);
            cells.push_back(
                sAucsOfRatio == sAucs.end() ? "-" : figureText(sAucsOfRatio->second.at(selector).value));
            table.add(std::move(cells));
        }
    }
    return table.text();
}

std::string comparisonDetails(const CompareResult& result)
{
    using Align = TextTable::Align;
    TextTable table({{"dataset", Align::Left},
                     {"kept", Align::Right},
                     {"method", Align::Left},
                     {"AUC", Align::Right},
                     {"sd", Align::Right},
                     {"log loss", Align::Right},
                     {"GAUC (by impressions)", Align::Right},
                     {"GAUC (plain mean)", Align::Right},
                     {"search s", Align::Right},
                     {"retrain s", Align::Right},
                     {"forward passes", Align::Right},
                     {"fields kept most often", Align::Left}});
    for (const CompareRow& row : result.rows)
        table.add({row.dataset, percent(row.keepRatio), row.title, figureText(row.auc.value),
                   figureText(row.aucSd), figureText(row.logLoss.value),
                   figureText(row.gaucByImpressions.value), figureText(row.gaucPlain.value),
                   fixed(row.searchSeconds, 1), fixed(row.retrainSeconds, 1), grouped(row.forwardPasses),
                   join(row.kept, ", ")});
    return table.text();
}

} // namespace leap
