// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"
#include "app/commands/data_options.h"
#include "app/commands/inspect_report.h"
#include "app/terminal/interrupts.h"
#include "app/terminal/status_line.h"
#include "core/audit/request_schema.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/fields/column_choices.h"
#include "core/data/fields/kind_problems.h"
#include "core/data/schema/schema_json.h"

#include <algorithm>
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
        m_data.addSplit(options());
        options().add_option("--schema-out", m_schemaOut, "write the proposed schema (JSON), to be edited");
        options().add_option("--only", m_only,
                             "columns to show: all, flagged (those with a finding), or auto: all, of a wide "
                             "file the first flagged ones");
        options().add_option("--sort", m_sort, "columns by file, name, auc, missing or values");
        auto* json = options().add_flag("--json", m_json, "one JSON object instead of the text");
        options().add_flag("--csv", m_csv, "all columns as CSV instead of the text")->excludes(json);
    }

    int run() override
    {
        AuditRequest request;
        m_data.apply(request);
        if (!m_schemaOut.empty())
            requireWritable(m_schemaOut);
        const InspectView view = viewAsked();
        StatusLine status;
        const std::optional<Schema> given = givenSchema(request, status);
        const InspectReport report = scan(request, status);
        std::optional<Schema> schema = given;
        if (!schema)
            schema = proposedFor(request, report);
        const auto findings = findingsOf(report, schema ? &*schema : nullptr, given.has_value());
        print(report, findings, view, given ? &*given : nullptr);
        if (!m_schemaOut.empty()) {
            writeSchema(m_schemaOut, given ? *given : schemaFor(request, report));
            status.say("Schema written to " + m_schemaOut + ".");
        }
        const bool blocked = std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
            return finding.kind == FindingKind::Blocks;
        });
        return given && blocked ? kExitUsage : kExitDone;
    }

private:
    /// @throws InputError for an unknown name, or one that has no meaning here
    [[nodiscard]] InspectView viewAsked() const
    {
        InspectView view{parseName<ShownColumns>(m_only, "--only"), parseName<ColumnOrder>(m_sort, "--sort")};
        if (m_json && (view.only != ShownColumns::Auto || view.order != ColumnOrder::File))
            throw InputError("--only and --sort have no effect with --json, which has every column.");
        return view;
    }

    /// The schema file that is to be checked, whose label is that of the data unless another one is named.
    static std::optional<Schema> givenSchema(AuditRequest& request, StatusLine& status)
    {
        const auto file = schemaFileOf(request);
        if (!file)
            return std::nullopt;
        if (file->found)
            status.say(foundInWords(*file));
        Schema schema = readSchema(file->path);
        if (request.propose.label.column.empty())
            request.propose.label = schema.label;
        return request.propose.label.column.empty() ? schema : schemaFromFile(request, *file);
    }

    /// Nothing where there are no fields to propose (a matrix that must be cut up, say): the report says what
    /// there is all the same. @throws InputError for names in the options that no column has
    static std::optional<Schema> proposedFor(const AuditRequest& request, const InspectReport& report)
    {
        (void)withNames(report, request.propose);
        try {
            return schemaFor(request, report);
        } catch (const InputError&) {
            return std::nullopt;
        }
    }

    static InspectReport scan(const AuditRequest& request, StatusLine& status)
    {
        Progress progress(showOn(status));
        RunControl control;
        const Interrupts interrupts(progress, control);
        const auto table = loadTable(request.files, request.read, progress, request.load);
        return table->inspect(request.propose.label, progress);
    }

    void print(const InspectReport& report, const std::vector<Finding>& findings, const InspectView& view,
               const Schema* given) const
    {
        if (m_json) {
            std::cout << jsonFileText(inspectToJson(report, findings, given));
            return;
        }
        if (m_csv) {
            std::cout << tableCsv(columnsTable(report, findings, view));
            return;
        }
        std::cout << join(report.files, ", ") << ": " << report.format << ", " << grouped(report.rows)
                  << " rows, " << report.columns.size() << " columns";
        if (report.rejectedRows > 0)
            std::cout << ", " << grouped(report.rejectedRows) << " rows set aside";
        std::cout << "\n\n" << findingsText(findings) << (findings.empty() ? "" : "\n");
        if (given != nullptr && problemsOnData(*given, report).empty())
            std::cout << "The fields of the schema fit the data.\n\n";
        std::cout << columnsText(report, findings, view);
    }

    DataOptions m_data;
    std::string m_schemaOut;
    std::string m_only = "auto";
    std::string m_sort = "file";
    bool m_json = false;
    bool m_csv = false;
};

} // namespace

std::unique_ptr<Command> makeInspectCommand(CLI::App& parent)
{
    return std::make_unique<InspectCommand>(parent);
}

} // namespace leap::app
