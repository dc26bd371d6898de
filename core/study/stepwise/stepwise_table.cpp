// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/stepwise/stepwise_table.h"

#include "core/base/text.h"

namespace leap {
namespace {

using Cell = ResultTable::Cell;

Cell errorOf(const Step& step)
{
    if (step.utility == Utility::First || !step.paired.defined())
        return {};
    return {step.paired.error(), "+-" + fixed(step.paired.error(), 4)};
}

void addStep(ResultTable& table, const Step& step, const std::string& set)
{
    const auto number = static_cast<int64_t>(table.rows.size());
    table.add({{number + 1, set, step.score, step.metric, step.gain, errorOf(step), nameOf(step.utility)},
               {},
               {},
               number});
}

} // namespace

std::vector<ResultTable> stepwiseTables(const Stepwise& study)
{
    using Format = ResultTable::Format;
    ResultTable table;
    table.key = "stepwise";
    table.title = "Stepwise";
    table.columns = {
        {"step", "Step", Format::Count},
        {"fields", "Fields", Format::Text, "The field that joins the model; 'peak': the best model built."},
        {"gate", "Gate", Format::Gate, "Of the field that joins."},
        {"metric", std::string("Validation ") + lossMetricTitle(study.metric), Format::Auc,
         "Mean over the trainings."},
        {"gain", "Gain", Format::Difference,
         "Over the step before, or over the peak model; positive is better."},
        {"error", "Error", Format::Auc, "Standard error of the gain, paired by rows and trainings."},
        {"utility", "Utility", Format::Text, "What the 95 % bounds of the gain say."}};
    for (size_t i = 0; i < study.built.size(); ++i) {
        const std::string& added = study.built[i].added;
        const std::string mark = i == study.peak ? " (peak model)" : "";
        addStep(table, study.built[i], (i == 0 ? "[" + added + "]" : "+ " + added) + mark);
    }
    for (const Step& step : study.tested)
        addStep(table, step, "peak + " + step.added);
    return {table};
}

std::vector<std::string> stepwiseWords(const Stepwise& study)
{
    return {"Peak model: " + join(study.peakFields, ", ") + ". Validation rows only: "
            + grouped(study.looks.validation) + " trained models were judged on them, "
            + std::to_string(study.seeds) + " a set; test rows stayed closed."};
}

} // namespace leap
