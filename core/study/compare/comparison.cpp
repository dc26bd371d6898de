// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/compare/comparison.h"

#include "core/metric/s_auc.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace leap {
namespace {

/// A file may lack a row.
double aucOf(const CompareRow* row)
{
    return row ? row->auc.value : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

std::map<double, std::map<std::string, MetricValue>> sAucOf(const CompareResult& result)
{
    std::map<double, std::map<std::string, MetricValue>> all;
    if (result.outcome == RunOutcome::Stopped)
        return all;
    const auto datasets = distinctOf(result.rows, &CompareRow::dataset);
    const auto selectors = distinctOf(result.rows, &CompareRow::selector);
    for (const double ratio : distinctOf(result.rows, &CompareRow::keepRatio)) {
        std::vector<std::vector<double>> auc;
        for (const std::string& selector : selectors) {
            auc.emplace_back();
            for (const std::string& dataset : datasets)
                auc.back().push_back(aucOf(findRow(result, dataset, selector, ratio)));
        }
        const auto values = sAuc(auc);
        for (size_t i = 0; i < selectors.size(); ++i)
            all[ratio][selectors[i]] = values[i];
    }
    return all;
}

const CompareRow* findRow(const CompareResult& result, const std::string& dataset,
                          const std::string& selector, double ratio)
{
    const auto row = std::find_if(result.rows.begin(), result.rows.end(), [&](const CompareRow& candidate) {
        return candidate.dataset == dataset && candidate.selector == selector && candidate.keepRatio == ratio;
    });
    return row == result.rows.end() ? nullptr : &*row;
}

std::vector<std::string> comparedSelectors(const std::vector<std::string>& names)
{
    if (names == std::vector<std::string>{"all"})
        return selectorNames();
    static constexpr const char* kNoSelect = "no-select";
    std::vector<std::string> compared = names;
    for (const std::string& name : names)
        (void)makeSelector(name);
    if (std::find(names.begin(), names.end(), kNoSelect) == names.end())
        compared.insert(compared.begin(), kNoSelect);
    return compared;
}

Comparison comparisonOf(const CompareRequest& request, CompareResult result, const std::string& tool,
                        const std::string& created)
{
    Comparison comparison;
    comparison.tool = tool;
    comparison.created = created;
    for (const std::string& name : request.selectors) {
        const auto selector = makeSelector(name);
        comparison.selectors.push_back({name, selector->title(), selector->source(), selector->deviations()});
    }
    comparison.keepRatios = request.keepRatios;
    comparison.searchSeeds = request.searchSeeds;
    comparison.retrainSeeds = request.retrainSeeds;
    comparison.settings = request.settings;
    for (size_t i = 0; i < result.fingerprints.size(); ++i)
        comparison.data.push_back({request.data[i].name, result.fingerprints[i]});
    comparison.result = std::move(result);
    return comparison;
}

} // namespace leap
