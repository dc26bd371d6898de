// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search.h"
#include "core/study/stepwise/stepwise_record.h"
#include "core/study/stepwise/stepwise_table.h"
#include "core/study/study_entry.h"

namespace leap {

template <> struct Plan<StepwisePlan> {
    using P = StepwisePlan;
    static constexpr auto rows = std::tuple{
        planRow("threshold", &P::threshold, "Least gate",
                "fields whose gate is not below this build the model", 0, 1),
        planRow("retrain_seeds", &P::retrainSeeds, "Trainings of a set", "trainings of each set", 1, 1000),
        planRow("metric", &P::metric, "Metric",
                "auc, log-loss, gauc or gauc-plain; gauc where there is a group")};
};

StudyKind stepwiseStudy()
{
    StudyKind study = entryOf<Stepwise>(stepwiseTables, stepwiseWords);
    study.key = "stepwise";
    study.title = "Stepwise";
    study.question = "Build a model up from the highest gates, then test each dropped field on it";
    study.help = "Adds the fields of high gates one after the other, then each other field alone to the best "
                 "model. Models are trained from scratch and compared on validation rows.";
    study.isCommand = true;
    setPlan<StepwisePlan>(study);
    study.make = [](const StudyWork& work) {
        const auto plan = planFromJson<StepwisePlan>(work.plan);
        TrainedSets sets(work.dataset, retrainSettings(work.run.settings, work.run.result.plan),
                         plan.retrainSeeds, work.control, work.observer);
        Stepwise found = stepwise(sets, work.run.result.ranking, plan.threshold,
                                  plan.metric.value_or(defaultLossMetric(*work.dataset)));
        const RunOutcome how = found.outcome;
        return outcomeOf(std::move(found), how);
    };
    return study;
}

} // namespace leap
