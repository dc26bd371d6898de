// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/reach.h"
#include "core/study/roi/roi_record.h"
#include "core/study/roi/roi_table.h"
#include "core/study/study_entry.h"

namespace leap {

template <> struct Plan<RoiPlan> {
    using P = RoiPlan;
    static constexpr auto rows =
        std::tuple{planRow("selectors", &P::selectors, "Selectors", "names: leap,leap-base,..."),
                   planRow("points", &P::points, "Models of a curve",
                           "models per curve, besides the one with all fields", 1, 10'000),
                   planRow("retrain_seeds", &P::retrainSeeds, "Trainings of a model",
                           "trainings of each model", 1, 1000),
                   planRow("metric", &P::metric, "Metric",
                           "auc, log-loss, gauc or gauc-plain; gauc where there is a group")};
};

StudyKind roiStudy()
{
    StudyKind study = entryOf<Roi>(roiTables, roiWords);
    study.key = "roi";
    study.title = "Return on pruning";
    study.question = "Prune more and more columns by each selector: what does the metric lose?";
    study.help = "Searches with each selector, prunes more and more columns by its ranking, and trains each "
                 "model from scratch. On validation rows.";
    study.needs = StudyKind::Needs::Data;
    study.isCommand = true;
    setPlan<RoiPlan>(study, [](const RoiPlan& plan) {
        for (const std::string& name : plan.selectors)
            (void)makeSelector(name);
    });
    for (PlanField& field : study.plan) {
        if (field.key == "selectors")
            field.choices = selectorNames();
    }
    study.make = [](const StudyWork& work) {
        const auto plan = planFromJson<RoiPlan>(work.plan);
        RoiRequest asked;
        asked.selectors = plan.selectors;
        asked.points = plan.points;
        Settings settings = work.run.settings;
        const int64_t planned = work.run.result.plan.epochs; // 0: nothing was searched
        settings.obeyEpochs = settings.obeyEpochs || planned == settings.epochs;
        asked.settings = withPlannedEpochs(settings, work.dataset);
        asked.metric = plan.metric.value_or(defaultLossMetric(*work.dataset));
        TrainedSets sets(work.dataset, asked.settings, plan.retrainSeeds, work.control, work.observer);
        Roi found = roi(sets, work.dataset, asked, work.control, work.observer);
        const RunOutcome how = found.outcome;
        return outcomeOf(std::move(found), how);
    };
    return study;
}

} // namespace leap
