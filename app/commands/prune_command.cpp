// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/rule_options.h"
#include "app/commands/run_study.h"
#include "core/study/run_decision.h"
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/study/fine_tune/fine_tune_record.h"

#include <iostream>
#include <string>

namespace leap::app {
namespace {

class PruneCommand : public Command {
public:
    explicit PruneCommand(CLI::App& parent)
        : Command(parent, "prune", "Cut the dropped fields out of the search's model and fine-tune it")
    {
        m_file.add(options());
        m_rule.add(options());
        options()
            .add_option("--epochs", m_epochs, "of fine-tuning")
            ->check(CLI::Range(1, 100'000))
            ->capture_default_str();
        options().add_option("--out", m_out, "the figures as JSON");
    }

    int run() override
    {
        if (!m_out.empty()) {
            requireWritable(m_out);
            m_file.requireOther(m_out);
        }
        RunStudy work(m_file);
        const RunRecord& run = work.run;
        const KeptSet kept = keptSetOf(decideRun(run, m_rule.rule()));
        StatusLine& status = work.status;
        const auto dataset = work.reload();
        status.say("Kept: " + join(keptNames(dataset->schema, kept), ", ") + ".");
        const FineTuning study =
            fineTune(dataset, run.result.state, kept, retrainSettings(run.settings, run.result.plan),
                     m_epochs, work.control);
        if (study.outcome == RunOutcome::Stopped) {
            status.say("Interrupted; nothing was written.");
            return kExitInterrupted;
        }
        std::cout << fineTuningTable(study) << std::flush;
        status.say("Judged on validation rows; test rows stayed closed.");
        if (!m_out.empty()) {
            writeTextAtomically(m_out, jsonFileText(toJson(study)));
            status.say("Written to " + m_out + ".");
        }
        return kExitDone;
    }

private:
    RunFile m_file;
    RuleOptions m_rule;
    int64_t m_epochs = 2;
    std::string m_out;
};

} // namespace

std::unique_ptr<Command> makePruneCommand(CLI::App& parent)
{
    return std::make_unique<PruneCommand>(parent);
}

} // namespace leap::app
