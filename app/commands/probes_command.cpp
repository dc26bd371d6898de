// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/run_study.h"
#include "core/audit/file/audit_file.h"
#include "core/audit/file/run_evidence.h"
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/study/probes/probe_record.h"

#include <iostream>
#include <string>

namespace leap::app {
namespace {

class ProbesCommand : public Command {
public:
    explicit ProbesCommand(CLI::App& parent)
        : Command(
            parent, "probes",
            "Search a run's data again with shuffled copies of fields: which fields lie above the noise?")
    {
        m_file.add(options());
        options()
            .add_option(
                "--probes", m_plan.probes,
                "shuffled copies in a search; at least 20 if not given, more where the rule needs them")
            ->check(CLI::Range(1, 100'000));
        options()
            .add_option("--seeds", m_plan.seeds, "searches, whose probes are pooled")
            ->check(CLI::Range(1, 1000))
            ->capture_default_str();
        options()
            .add_option("--repeats", m_plan.repeats, "shuffles of each field")
            ->check(CLI::Range(1, 1000))
            ->capture_default_str();
        options()
            .add_option("--q", m_plan.q, "share of noise among the fields that are called above it")
            ->capture_default_str();
        options().add_flag("--json", m_json, "one JSON object instead of the table");
    }

    int run() override
    {
        m_plan.validate();
        RunStudy work(m_file);
        requireWritable(m_file.path());
        RunRecord& run = work.run;
        const auto dataset = work.reload();
        const auto study = addProbes(run, dataset, m_plan, work.control, work.console);
        work.status.clear();
        if (!study) {
            work.status.say("Interrupted; nothing was written.");
            return kExitInterrupted;
        }
        writeAudit(m_file.path(), work.document);
        if (m_json)
            std::cout << jsonFileText(toJson(*study)) << std::flush;
        else
            std::cout << probeStudyText(*study) << std::flush;
        work.status.say("Kept in " + m_file.path() + ". " + grouped(study->rows)
                        + " validation rows judged; test rows stayed closed.");
        return kExitDone;
    }

private:
    RunFile m_file;
    ProbePlan m_plan;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeProbesCommand(CLI::App& parent)
{
    return std::make_unique<ProbesCommand>(parent);
}

} // namespace leap::app
