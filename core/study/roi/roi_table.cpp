// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/roi/roi_table.h"

#include "core/base/text.h"

#include <algorithm>

namespace leap {
namespace {

constexpr double kTwoSided = 0.975; ///< level of either bound of a 95 % interval

ResultTable::Row rowOf(const RoiPoint& point, const std::string& method, const std::string& note, double sign)
{
    const double one = sign * point.paired.lowerBound(kTwoSided),
                 other = sign * point.paired.upperBound(kTwoSided);
    return {{method, point.columnsPruned, point.fieldsKept, point.metric, sign * point.paired.loss,
             ResultTable::Interval{std::min(one, other), std::max(one, other)}, note},
            join(point.kept, ", ")};
}

} // namespace

std::vector<ResultTable> roiTables(const Roi& study)
{
    using Format = ResultTable::Format;
    const bool lessIsBetter = study.metric == LossMetric::LogLoss;
    ResultTable table;
    table.key = "roi";
    table.title = "Return on pruning";
    table.columns = {{"method", "Method", Format::Text, "The selector whose ranking says what is pruned."},
                     {"columns_pruned", "Columns pruned", Format::Count},
                     {"fields_kept", "Fields kept", Format::Count},
                     {"metric", std::string("Validation ") + lossMetricTitle(study.metric), Format::Auc,
                      "Mean over the trainings."},
                     {"difference", lessIsBetter ? "Difference (less is better)" : "Difference",
                      Format::Difference, "Against the model with all fields, paired by rows and trainings."},
                     {"interval", "95 % interval", Format::Difference, "Of the difference.", true},
                     {"note", "Note"}};
    for (const RoiCurve& curve : study.curves) {
        for (size_t i = 0; i < curve.points.size(); ++i)
            table.add(rowOf(curve.points[i], i == 0 ? curve.title : "",
                            i == curve.chosen ? "smallest within one error of the best" : "",
                            lessIsBetter ? 1 : -1));
    }
    return {table};
}

std::vector<std::string> roiWords(const Roi& study)
{
    return {"Validation rows only: " + grouped(study.looks.validation)
            + " trained models were judged on them, " + std::to_string(study.seeds)
            + " a set; test rows stayed closed. Intervals are paired, of the same rows and seeds."};
}

} // namespace leap
