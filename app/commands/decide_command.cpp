// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/rule_options.h"
#include "app/commands/run_file.h"
#include "core/audit/export/decision_export.h"
#include "core/audit/file/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/study/run_decision.h"

#include <algorithm>
#include <iostream>
#include <string>

namespace leap::app {
namespace {

std::string decisionTable(const Decision& decision)
{
    using Align = TextTable::Align;
    TextTable table({{"field", Align::Left},
                     {"verdict", Align::Left},
                     {"gate", Align::Right},
                     {"width", Align::Right},
                     {"new columns", Align::Right},
                     {"reason", Align::Left}});
    for (const FieldDecision& field : decision.fields) {
        const std::string columns = field.newStart < 0
            ? "-"
            : "[" + std::to_string(field.newStart) + ", " + std::to_string(field.newEnd) + ")";
        table.add({field.field.name, nameOf(field.verdict), fixed(field.field.gate, 3),
                   std::to_string(field.field.width()), columns, field.reason});
    }
    for (const DroppedColumn& dropped : decision.constants)
        table.add({dropped.name, nameOf(Verdict::Drop), "-", "-", "-", dropped.reason});
    return table.text();
}

/// The columns that were not trained on, so that nothing is forgotten; the label is none of them.
std::string leftOutLine(const Schema& schema)
{
    std::vector<std::string> texts;
    for (const LeftOut& out : schema.leftOut) {
        if (out.column != schema.label.column)
            texts.push_back("'" + out.column + "'" + (out.reason.empty() ? "" : " (" + out.reason + ")"));
    }
    return texts.empty() ? std::string() : "Left out before the search: " + join(texts, ", ") + ".\n";
}

class DecideCommand : public Command {
public:
    explicit DecideCommand(CLI::App& parent)
        : Command(parent, "decide", "Apply a rule to a run's ranking and write the pruning list")
    {
        m_file.add(options());
        m_rule.add(options());
        options().add_option("--out", m_out, "FILE.json, FILE.h5 or FILE.csv")->required();
    }

    int run() override
    {
        requireDecisionExtension(m_out);
        requireWritable(m_out);
        const AuditDocument document = readAudit(m_file.path());
        m_file.requireOther(m_out);
        const RunRecord& run = m_file.choose(document);
        const Decision decision = decideRun(run, m_rule.rule());
        writeDecision(m_out, decision, run);
        std::cout << decisionTable(decision) << std::flush;
        summarise(decision, run);
        return kExitDone;
    }

private:
    void summarise(const Decision& decision, const RunRecord& run) const
    {
        const auto uncertain =
            std::count_if(decision.fields.begin(), decision.fields.end(),
                          [](const FieldDecision& field) { return field.verdict == Verdict::Uncertain; });
        std::cerr << "Rule: " << decision.rule.text() << ". " << decision.fieldsAfter << " of "
                  << decision.fieldsBefore << " fields stay (" << uncertain << " of them uncertain), "
                  << grouped(decision.columnsAfter) << " of " << grouped(decision.columnsBefore)
                  << " columns.\n"
                  << leftOutLine(run.schema);
        if (uncertain > 0)
            std::cerr << "Uncertain fields stay; the reason says what is missing: epochs, rows, or one "
                         "verdict of all searches. --top-k, --force-drop and their like decide at once.\n";
        if (run.result.outcome == RunOutcome::Stopped)
            std::cerr << "The run was stopped before its end: its gates may not have settled.\n";
        if (decision.fieldsAfter == 0)
            std::cerr << "Nothing is kept: a model needs at least one field. Lower the threshold.\n";
        if (decision.provisional)
            std::cerr << "Provisional: one search only.\n";
        std::cerr << "Written to " << m_out << ".\n";
    }

    RunFile m_file;
    RuleOptions m_rule;
    std::string m_out;
};

} // namespace

std::unique_ptr<Command> makeDecideCommand(CLI::App& parent)
{
    return std::make_unique<DecideCommand>(parent);
}

} // namespace leap::app
