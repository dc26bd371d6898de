// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/rule_options.h"
#include "app/commands/run_file.h"
#include "core/audit/file/audit_file.h"
#include "core/audit/report/report_html.h"
#include "core/base/atomic_file.h"
#include "core/base/utc_time.h"

#include <filesystem>
#include <iostream>
#include <string>

namespace leap::app {
namespace {

class ReportCommand : public Command {
public:
    explicit ReportCommand(CLI::App& parent)
        : Command(parent, "report", "A run with its decision, evidence and proofs as one HTML page")
    {
        m_file.add(options());
        m_rule.add(options());
        options().add_option("--out", m_out, "the page (REPORT.html)")->required();
    }

    int run() override
    {
        m_file.requireOther(m_out);
        requireWritable(m_out);
        const AuditDocument document = readAudit(m_file.path());
        ReportedAudit audit;
        audit.name = std::filesystem::path(m_file.path()).filename().string();
        audit.run = &m_file.choose(document);
        audit.runs = static_cast<int64_t>(document.runs.size());
        const Rule given = m_rule.rule();
        // the rule as last set in the window, unless one is given here
        audit.rule = given == Rule{} ? document.rule.value_or(given) : given;
        audit.proofs = document.proofs;
        audit.created = nowUtc();
        writeTextAtomically(m_out, auditReportHtml(audit));
        std::cerr << "Written to " << m_out << ", by the rule '" << audit.rule.text() << "'.\n";
        return kExitDone;
    }

private:
    RunFile m_file;
    RuleOptions m_rule;
    std::string m_out;
};

} // namespace

std::unique_ptr<Command> makeReportCommand(CLI::App& parent)
{
    return std::make_unique<ReportCommand>(parent);
}

} // namespace leap::app
