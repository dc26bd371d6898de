// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/run_study.h"
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/study/stepwise/stepwise_record.h"

#include <iostream>
#include <string>

namespace leap::app {
namespace {

class StepwiseCommand : public Command {
public:
    explicit StepwiseCommand(CLI::App& parent)
        : Command(parent, "stepwise",
                  "Build a model up from the highest gates, then test each dropped field on it")
    {
        m_file.add(options());
        options()
            .add_option("--threshold", m_threshold, "fields whose gate is not below this build the model")
            ->capture_default_str();
        options()
            .add_option("--retrain-seeds", m_seeds, "trainings of each set")
            ->check(CLI::Range(1, 1000))
            ->capture_default_str();
        options().add_option("--metric", m_metric,
                             "auc, log-loss, gauc or gauc-plain; gauc where there is a group");
        options().add_option("--out", m_out, "the steps as JSON");
    }

    int run() override
    {
        if (!m_out.empty()) {
            requireWritable(m_out);
            m_file.requireOther(m_out);
        }
        RunStudy work(m_file);
        const RunRecord& run = work.run;
        const auto dataset = work.reload();
        const LossMetric metric = m_metric.empty() ? defaultLossMetric(*dataset) : parseName<LossMetric>(m_metric);
        TrainedSets sets(dataset, retrainSettings(run.settings, run.result.plan), m_seeds, work.control,
                         work.console);
        const Stepwise study = stepwise(sets, run.result.ranking, m_threshold, metric);
        work.status.clear();
        std::cout << stepwiseTable(study) << std::flush;
        work.status.say("Peak model: " + join(study.peakFields, ", ") + ". Validation rows only: "
                        + grouped(study.looks.validation) + " trained models were judged on them, "
                        + std::to_string(m_seeds) + " a set; test rows stayed closed.");
        return conclude(study, work.status);
    }

private:
    int conclude(const Stepwise& study, StatusLine& status) const
    {
        if (study.outcome == RunOutcome::Stopped) {
            status.say("Interrupted: the table ends where it was stopped.");
            return kExitInterrupted;
        }
        if (!m_out.empty()) {
            writeTextAtomically(m_out, jsonFileText(toJson(study)));
            status.say("Written to " + m_out + ".");
        }
        return kExitDone;
    }

    RunFile m_file;
    double m_threshold = 0.5;
    int m_seeds = 3;
    std::string m_metric;
    std::string m_out;
};

} // namespace

std::unique_ptr<Command> makeStepwiseCommand(CLI::App& parent)
{
    return std::make_unique<StepwiseCommand>(parent);
}

} // namespace leap::app
