// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/request_schema.h"

#include "core/audit/audit_run.h"
#include "core/base/error.h"
#include "core/data/schema/field_edits.h"
#include "core/data/schema/name_pattern.h"
#include "core/data/schema/schema_json.h"

#include <algorithm>

namespace leap {
namespace {

/// The first option of the request that says how fields are proposed; empty: there is none.
std::string proposingOption(const ProposeOptions& options)
{
    const ProposeOptions untouched;
    if (options.width != untouched.width)
        return "--width";
    if (options.minCount != untouched.minCount)
        return "--min-count";
    if (options.allCategorical)
        return "--all-categorical";
    if (!options.kinds.empty())
        return options.kinds.front().from.starts_with("--") ? options.kinds.front().from : "--types";
    if (!options.accept.empty())
        return "--accept";
    return {};
}

void requireNone(const std::string& option, const std::string& source, const std::string& advice)
{
    if (!option.empty())
        throw InputError(option + " has no effect on the fields of " + source + "; " + advice + ".");
}

void leaveOut(Schema& schema, const std::string& column, const std::string& reason)
{
    const auto removed =
        std::erase_if(schema.fields, [&](const Field& field) { return readsColumn(field, column); });
    if (removed > 0)
        schema.leftOut.push_back({column, reason});
}

/// The columns that fields read, each once, in the order of the fields.
std::vector<std::string> columnsOf(const Schema& schema)
{
    std::vector<std::string> columns;
    for (const Field& field : schema.fields) {
        for (const Input& input : field.inputs) {
            for (const std::string& column : input.columns) {
                if (std::find(columns.begin(), columns.end(), column) == columns.end())
                    columns.push_back(column);
            }
        }
    }
    return columns;
}

} // namespace

std::optional<SchemaFile> schemaFileOf(const AuditRequest& request)
{
    const std::string option = proposingOption(request.propose);
    if (request.ranges) {
        const std::string table = "the range table " + request.ranges->string();
        requireNone(option, table, "they are slices of the matrix as it is");
        requireNone(request.propose.exclude.empty() ? "" : "--exclude", table, "leave out its line there");
        return std::nullopt;
    }
    std::optional<SchemaFile> file;
    if (request.schema)
        file = SchemaFile{*request.schema, false};
    else if (const auto beside = request.schemaBeside ? schemaBeside(request.files) : std::nullopt)
        file = SchemaFile{*beside, true};
    if (file)
        requireNone(option, "the schema file " + file->path.string(),
                    std::string("say it in the file, or propose the fields anew ")
                        + (file->found ? "with --schema none" : "without --schema"));
    return file;
}

std::string foundInWords(const SchemaFile& file)
{
    return "The fields are those of " + file.path.string()
        + ", which lies with the data; --schema none proposes them anew.";
}

Schema schemaFromFile(const AuditRequest& request, const SchemaFile& file)
{
    Schema schema = readSchema(file.path);
    if (!request.propose.label.column.empty()) {
        schema.label = request.propose.label;
        leaveOut(schema, schema.label.column, "label");
    }
    if (schema.label.column.empty())
        throw InputError(file.path.string() + " names no label; name one with --label COL.");
    if (!request.propose.groupId.empty())
        schema.groupId = request.propose.groupId;
    for (const std::string& column : namesMatching(request.propose.exclude, columnsOf(schema), "--exclude",
                                                   "the fields of " + file.path.string()))
        leaveOut(schema, column, kLeftOutByUser);
    return schema;
}

} // namespace leap
