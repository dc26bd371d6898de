// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/data_options.h"
#include "app/commands/inspect_report.h"
#include "app/terminal/interrupts.h"
#include "app/terminal/status_line.h"
#include "core/base/atomic_file.h"
#include "core/base/text.h"
#include "core/data/fields/label_guess.h"
#include "core/data/schema/schema_json.h"

#include <iostream>
#include <optional>
#include <string>

namespace leap::app {
namespace {

class InspectCommand : public Command {
public:
    explicit InspectCommand(CLI::App& parent)
        : Command(parent, "inspect", "Scan a file: kinds, missing values, duplicates, possible leaks")
    {
        m_data.add(options(), true);
        m_data.addSchema(options());
        options().add_option("--schema-out", m_schemaOut, "write the proposed schema (JSON), to be edited");
        options().add_flag("--json", m_json, "one JSON object instead of the table");
    }

    int run() override
    {
        AuditRequest request;
        m_data.apply(request);
        if (!m_schemaOut.empty())
            requireWritable(m_schemaOut);
        std::optional<Schema> schema;
        if (request.schema)
            schema = readSchema(*request.schema);
        if (schema && request.propose.label.column.empty())
            request.propose.label = schema->label;
        StatusLine status;
        const InspectReport report = scan(request, status);
        Findings findings;
        if (request.propose.label.column.empty())
            findings.likelyLabel = guessLabel(report).column;
        if (schema)
            findings.problems = problemsOf(*schema, report);
        if (m_json)
            std::cout << jsonFileText(inspectToJson(report, findings));
        else
            print(report, findings);
        if (!m_schemaOut.empty()) {
            writeSchema(m_schemaOut, schemaFor(request, report));
            status.say("Schema written to " + m_schemaOut + ".");
        }
        return kExitDone;
    }

private:
    static InspectReport scan(const AuditRequest& request, StatusLine& status)
    {
        Progress progress(showOn(status));
        RunControl control;
        const Interrupts interrupts(progress, control);
        const auto table = loadTable(request.files, request.read, progress, request.load);
        return table->inspect(request.propose.label, progress);
    }

    static void print(const InspectReport& report, const Findings& findings)
    {
        std::cout << join(report.files, ", ") << ": " << report.format << ", " << grouped(report.rows)
                  << " rows, " << report.columns.size() << " columns";
        if (report.rejectedRows > 0)
            std::cout << ", " << grouped(report.rejectedRows) << " rows set aside";
        std::cout << "\n\n" << inspectTable(report);
        for (const std::string& warning : report.warnings)
            std::cout << "\n" << warning;
        std::cout << (report.warnings.empty() ? "" : "\n") << findingsText(findings);
    }

    DataOptions m_data;
    std::string m_schemaOut;
    bool m_json = false;
};

} // namespace

std::unique_ptr<Command> makeInspectCommand(CLI::App& parent)
{
    return std::make_unique<InspectCommand>(parent);
}

} // namespace leap::app
