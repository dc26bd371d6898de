// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/run_study.h"
#include "core/audit/file/audit_file.h"
#include "core/audit/file/run_evidence.h"
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/study/ledger/ledger_record.h"

#include <iostream>
#include <string>

namespace leap::app {
namespace {

class LedgerCommand : public Command {
public:
    explicit LedgerCommand(CLI::App& parent)
        : Command(parent, "ledger",
                  "What each field of a run's model earns, pays and saves, and why its gate stands there")
    {
        m_file.add(options());
        options()
            .add_option("--repeats", m_plan.repeats, "shuffles of each field")
            ->check(CLI::Range(1, 1000))
            ->capture_default_str();
        options().add_option("--seed", m_seed, "of the shuffles")->capture_default_str();
        options().add_flag("--json", m_json, "one JSON object instead of the tables");
    }

    int run() override
    {
        m_plan.seed = parseSeed(m_seed);
        RunStudy study(m_file);
        requireWritable(m_file.path());
        RunRecord& run = study.run;
        const auto dataset = study.reload();
        const auto ledger = addLedger(run, dataset, m_plan, study.control, study.console);
        study.status.clear();
        if (!ledger) {
            study.status.say("Interrupted; nothing was written.");
            return kExitInterrupted;
        }
        writeAudit(m_file.path(), study.document);
        report(*ledger);
        study.status.say(
            "Kept in " + m_file.path() + ". " + grouped(ledger->rows)
            + " validation rows were read; test rows stayed closed. Earnings are measured one field at "
              "a time: fields that stand in for one another each earn little, though one of them is "
              "needed.");
        return kExitDone;
    }

private:
    void report(const Ledger& ledger) const
    {
        if (m_json)
            std::cout << jsonFileText(toJson(ledger)) << std::flush;
        else
            std::cout << ledgerText(ledger) << std::flush;
    }

    RunFile m_file;
    LedgerPlan m_plan;
    std::string m_seed = "0";
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeLedgerCommand(CLI::App& parent)
{
    return std::make_unique<LedgerCommand>(parent);
}

} // namespace leap::app
