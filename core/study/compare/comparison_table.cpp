// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/compare/comparison_table.h"

#include "core/base/text.h"

#include <limits>

namespace leap {
namespace {

using Cell = ResultTable::Cell;
using Format = ResultTable::Format;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Cell ratioCell(double ratio)
{
    return {ratio, significant(100 * ratio, 4) + " %"};
}

/// One selector at one ratio: its title, then a figure for each dataset.
std::vector<Cell> rowOf(const CompareResult& result, const std::vector<std::string>& datasets,
                        const std::string& selector, double ratio)
{
    std::vector<Cell> cells{selector};
    for (const std::string& dataset : datasets) {
        const CompareRow* row = findRow(result, dataset, selector, ratio);
        cells.emplace_back(row ? row->auc.value : kNone);
        if (row)
            cells.front() = row->title;
    }
    return cells;
}

/// The paper's Table 2: a row for each ratio and selector, the test AUC of each dataset and S_AUC.
ResultTable overview(const CompareResult& result)
{
    const auto datasets = distinctOf(result.rows, &CompareRow::dataset);
    ResultTable table;
    table.key = "comparison";
    table.title = "Comparison of selectors";
    table.columns = {{"kept", "Kept"}, {"method", "Method"}};
    for (const std::string& dataset : datasets)
        table.columns.push_back({"auc_" + dataset, dataset, Format::Auc, "AUC on test rows."});
    table.columns.push_back({"s_auc", "S_AUC", Format::Auc,
                             "Mean over the datasets of the AUC as a share of the best method's."});
    const auto sAucs = sAucOf(result);
    for (const double ratio : distinctOf(result.rows, &CompareRow::keepRatio)) {
        Cell shownRatio = ratioCell(ratio);
        for (const std::string& selector : distinctOf(result.rows, &CompareRow::selector)) {
            auto cells = rowOf(result, datasets, selector, ratio);
            cells.insert(cells.begin(), shownRatio);
            shownRatio = Cell(""); // once for all of its selectors
            const auto ofRatio = sAucs.find(ratio);
            cells.emplace_back(ofRatio == sAucs.end() ? kNone : ofRatio->second.at(selector).value);
            table.add({std::move(cells)});
        }
    }
    return table;
}

/// A row for each dataset, ratio and selector: spread, log loss, GAUC, time and forward passes.
ResultTable details(const CompareResult& result)
{
    ResultTable table;
    table.key = "comparison_details";
    table.columns = {{"dataset", "Dataset"},
                     {"kept", "Kept", Format::Share},
                     {"method", "Method"},
                     {"auc", "AUC", Format::Auc},
                     {"auc_sd", "SD", Format::Auc, "Standard deviation over all retrainings."},
                     {"log_loss", "Log loss", Format::Auc},
                     {"gauc", "GAUC (by impressions)", Format::Auc},
                     {"gauc_plain", "GAUC (plain mean)", Format::Auc},
                     {"search_seconds", "Search s", Format::Seconds},
                     {"retrain_seconds", "Retrain s", Format::Seconds},
                     {"forward_passes", "Forward passes", Format::Count},
                     {"fields", "Fields kept most often"}};
    for (const CompareRow& row : result.rows)
        table.add({{row.dataset, ratioCell(row.keepRatio), row.title, row.auc.value, row.aucSd,
                    row.logLoss.value, row.gaucByImpressions.value, row.gaucPlain.value, row.searchSeconds,
                    row.retrainSeconds, row.forwardPasses, join(row.kept, ", ")},
                   join(row.notes, " ")});
    return table;
}

} // namespace

std::vector<ResultTable> comparisonTables(const CompareResult& result)
{
    return {overview(result), details(result)};
}

std::vector<std::string> comparisonWords(const CompareResult& result)
{
    return {"Test AUC, mean over searches and retrainings. Choices looked at training, gate and validation "
            "rows; test rows judged "
            + grouped(result.looks.test) + " trained models."};
}

} // namespace leap
