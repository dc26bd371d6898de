// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/search/search.h"
#include "core/study/fine_tune/fine_tune_record.h"
#include "core/study/fine_tune/fine_tune_table.h"
#include "core/study/run_decision.h"
#include "core/study/study_entry.h"

namespace leap {

template <> struct Plan<FineTuningPlan> {
    using P = FineTuningPlan;
    static constexpr auto rows =
        std::tuple{planRow("epochs", &P::epochs, "Epochs", "of fine-tuning", 1, 100'000)};
};

StudyKind fineTuningStudy()
{
    StudyKind study = entryOf<FineTuning>(fineTuningTables, fineTuningWords);
    study.key = "fine_tuning";
    study.title = "Fine-tuning";
    study.question = "Cut the dropped fields out of the search's model and fine-tune it";
    study.help = "Removes the fields that the decision drops from the search's model, trains it further, and "
                 "compares it with a model trained from scratch. On validation rows.";
    study.asksRule = study.isCommand = true;
    setPlan<FineTuningPlan>(study);
    study.make = [](const StudyWork& work) {
        const KeptSet kept = keptSetOf(decideRun(work.run, work.rule));
        work.observer.message("Kept: " + join(keptNames(work.dataset->schema, kept), ", ") + ".");
        FineTuning found = fineTune(work.dataset, work.run.result.state, kept,
                                    retrainSettings(work.run.settings, work.run.result.plan),
                                    planFromJson<FineTuningPlan>(work.plan).epochs, work.control);
        return outcomeOf(found.outcome == RunOutcome::Stopped ? std::nullopt
                                                              : std::optional(std::move(found)));
    };
    return study;
}

} // namespace leap
