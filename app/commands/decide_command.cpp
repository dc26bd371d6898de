// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "core/audit/audit_file.h"
#include "core/audit/decision_export.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/text_table.h"

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
        table.add({field.field.name, verdictName(field.verdict), fixed(field.field.gate, 3),
                   std::to_string(field.field.width()), columns, field.reason});
    }
    return table.text();
}

class DecideCommand : public Command {
public:
    explicit DecideCommand(CLI::App& parent)
        : Command(parent, "decide", "Apply a rule to a run's ranking and write the pruning list")
    {
        options().add_option("RUN", m_file, "the run's file (RUN.leap)")->required();
        options().add_option("--run", m_number, "which run of the file, from 1; the last one if not given");
        CLI::Option_group& rules = *options().add_option_group("rule", "one of");
        rules.add_option("--threshold", m_rule.threshold, "keep fields whose gate is not below this")
            ->capture_default_str();
        m_topK = rules.add_option("--top-k", m_rule.topK, "keep the K best");
        m_ratio = rules.add_option("--keep-ratio", m_rule.keepRatio, "keep max(1, floor(R x fields)) best");
        m_columns = rules.add_option("--max-columns", m_rule.maxColumns,
                                     "go down the ranking, skip what does not fit into N columns");
        rules.require_option(0, 1);
        addNames(options(), "--force-keep", m_rule.forceKeep, "fields to keep in any case: a,b");
        addNames(options(), "--force-drop", m_rule.forceDrop, "fields to drop in any case: a,b");
        options().add_option("--out", m_out, "FILE.json, FILE.h5 or FILE.csv")->required();
    }

    int run() override
    {
        requireDecisionExtension(m_out);
        requireWritable(m_out);
        const AuditDocument document = readAudit(m_file);
        requireOther();
        const RunRecord& run = choose(document);
        m_rule.kind = kind();
        const Decision decision = decide(run.result.ranking, m_rule);
        writeDecision(m_out, decision, run);
        std::cout << decisionTable(decision) << std::flush;
        summarise(decision, run);
        return kExitDone;
    }

private:
    [[nodiscard]] Rule::Kind kind() const
    {
        if (m_topK->count() > 0)
            return Rule::Kind::TopK;
        if (m_ratio->count() > 0)
            return Rule::Kind::KeepRatio;
        return m_columns->count() > 0 ? Rule::Kind::MaxColumns : Rule::Kind::Threshold;
    }

    void requireOther() const
    {
        std::error_code ignored;
        if (std::filesystem::equivalent(m_file, m_out, ignored))
            throw InputError("--out is the run's own file " + m_file + "; give the decision another name.");
    }

    [[nodiscard]] const RunRecord& choose(const AuditDocument& document) const
    {
        const auto count = static_cast<int64_t>(document.runs.size());
        if (count == 0)
            throw InputError(m_file + " holds no run.");
        const int64_t number = m_number == 0 ? count : m_number;
        if (number < 1 || number > count)
            throw InputError(m_file + " has no run " + std::to_string(number) + "; it holds runs 1 to "
                             + std::to_string(count) + ".");
        return document.runs[static_cast<size_t>(number - 1)];
    }

    void summarise(const Decision& decision, const RunRecord& run) const
    {
        const auto uncertain =
            std::count_if(decision.fields.begin(), decision.fields.end(),
                          [](const FieldDecision& field) { return field.verdict == Verdict::Uncertain; });
        std::cerr << "Rule: " << decision.rule.text() << ". " << decision.fieldsAfter << " of "
                  << decision.fieldsBefore << " fields stay (" << uncertain << " of them uncertain), "
                  << grouped(decision.columnsAfter) << " of " << grouped(decision.columnsBefore)
                  << " columns.\n";
        if (uncertain > 0)
            std::cerr << "Uncertain fields stay. More epochs may settle a gate that still moves; --top-k, "
                         "--force-drop and their like decide at once.\n";
        if (run.result.outcome == RunOutcome::Stopped)
            std::cerr << "The run was stopped before its end: its gates may not have settled.\n";
        if (decision.fieldsAfter == 0)
            std::cerr << "Nothing is kept: a model needs at least one field. Lower the threshold.\n";
        if (decision.provisional)
            std::cerr << "Provisional: one seed only.\n";
        std::cerr << "Written to " << m_out << ".\n";
    }

    std::string m_file;
    int64_t m_number = 0;
    Rule m_rule;
    CLI::Option* m_topK = nullptr;
    CLI::Option* m_ratio = nullptr;
    CLI::Option* m_columns = nullptr;
    std::string m_out;
};

} // namespace

std::unique_ptr<Command> makeDecideCommand(CLI::App& parent)
{
    return std::make_unique<DecideCommand>(parent);
}

} // namespace leap::app
