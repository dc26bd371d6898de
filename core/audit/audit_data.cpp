// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_data.h"

#include "core/audit/audit_run.h"
#include "core/audit/request_schema.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/fields/propose_schema.h"
#include "core/data/schema/field_edits.h"
#include "core/data/schema/range_table.h"
#include "core/settings/head_file.h"

namespace leap {
namespace {

/// The column that --matrix names: a path in an HDF5 file ends in its name.
std::string matrixColumn(const AuditRequest& request)
{
    const std::string& path = request.read.matrix;
    return path.substr(path.rfind('/') + 1);
}

Schema schemaFromRanges(const AuditRequest& request, const InspectReport& report)
{
    const ColumnReport* matrix = report.find(matrixColumn(request));
    if (!matrix || !matrix->listOfWidth) {
        std::vector<std::string> wide;
        for (const ColumnReport& column : report.columns) {
            if (column.listOfWidth)
                wide.push_back(column.name);
        }
        throw InputError("There is no matrix column '" + request.read.matrix + "' for the range table "
                         + request.ranges->string() + "."
                         + (wide.empty() ? std::string(" The data have no matrix or list column at all.")
                                         : " Name one with --matrix: " + join(wide, ", ") + "."));
    }
    Schema schema = readRangeTable(*request.ranges, matrix->name, matrix->width, request.propose.label);
    schema.groupId = request.propose.groupId;
    return schema;
}

bool hasRole(const AuditRequest& request, const LeftOut& left)
{
    return left.column == request.propose.label.column || left.reason == kLeftOutByUser;
}

void sayLeftOut(const AuditRequest& request, const Schema& schema, const InspectReport& report,
                const Say& say)
{
    std::vector<std::string> others;
    for (const LeftOut& left : schema.leftOut) {
        const ColumnReport* column = report.find(left.column);
        if (column && column->possibleLeak && !hasRole(request, left))
            say("Left out: '" + left.column + "' (" + left.reason
                + "). If it is known when the model is asked, " + "take it in with --accept " + left.column
                + ".");
        else if (!hasRole(request, left))
            others.push_back("'" + left.column + "' (" + left.reason + ")");
    }
    if (!others.empty())
        say("Left out: " + join(others, ", ") + ". Take one in with --accept NAME.");
}

/// In recommenders the user is both: what the rows are grouped by, and a feature.
void sayGroup(const AuditRequest& request, const Schema& schema, const Say& say)
{
    const std::string& group = schema.groupId;
    const auto reads = [&](const Field& field) { return readsColumn(field, group); };
    if (!group.empty() && group == request.propose.groupId
        && std::any_of(schema.fields.begin(), schema.fields.end(), reads))
        say("The group column '" + group + "' is a field as well; leave it out with --exclude " + group
            + ".");
}

void sayUncovered(const AuditRequest& request, const Schema& schema, const InspectReport& report,
                  const Say& say)
{
    const int64_t width = report.find(matrixColumn(request))->width;
    if (schema.columns() < width)
        say(grouped(width - schema.columns()) + " of the " + grouped(width) + " columns of '"
            + request.read.matrix + "' lie in no range of " + request.ranges->string()
            + " and are left out.");
}

Schema chooseSchema(const AuditRequest& request, const SourceTable& table, Progress& progress, const Say& say)
{
    if (const auto file = schemaFileOf(request)) {
        if (file->found)
            say(foundInWords(*file));
        return schemaFromFile(request, *file);
    }
    if (request.propose.label.column.empty())
        throw InputError("Which column is the label? Name it with --label COL, or give a schema. Columns: "
                         + join(table.columnNames(), ", ") + ".");
    const InspectReport report = table.inspect(request.propose.label, progress);
    if (!report.labelProblem.empty())
        throw InputError(report.labelProblem);
    Schema schema = schemaFor(request, report);
    if (request.ranges)
        sayUncovered(request, schema, report, say);
    for (const std::string& warning : report.warnings)
        say(warning);
    sayLeftOut(request, schema, report, say);
    sayGroup(request, schema, say);
    return schema;
}

/// Rows of files that are split by their names keep their parts, unless the user names another split.
SplitRule splitOfFiles(const AuditRequest& request, const SourceTable& table)
{
    const std::string column = table.partColumn();
    if (request.splitGiven || column.empty() || request.split.kind != SplitRule::Kind::Random)
        return request.split;
    return {SplitRule::Kind::Column, column};
}

std::vector<std::string> absolutePaths(const std::vector<std::filesystem::path>& files)
{
    std::vector<std::string> paths;
    paths.reserve(files.size());
    for (const auto& file : files)
        paths.push_back(std::filesystem::absolute(file).lexically_normal().string());
    return paths;
}

} // namespace

void requireSameData(const RunRecord& earlier, const Dataset& dataset)
{
    if (dataset.card.fingerprint == earlier.card.fingerprint)
        return;
    throw InputError("The data (" + join(dataset.card.files, ", ") + ") are not those of the run ("
                     + join(earlier.card.files, ", ")
                     + "): their fingerprints differ. A run can only be continued with the very same files; "
                       "start a new one for others.");
}

Schema schemaFor(const AuditRequest& request, const InspectReport& report)
{
    return request.ranges ? schemaFromRanges(request, report) : proposeSchema(report, request.propose);
}

Settings withHeadNamed(Settings settings, const Say& say)
{
    if (settings.network.head.file.empty())
        return settings;
    useHead(settings.network, settings.network.head.file);
    say(headWarning(settings.network.head));
    return settings;
}

SplitRule splitFor(const SplitRule& split, const Settings& settings)
{
    if (!settings.singlePass || split.kind == SplitRule::Kind::Stream)
        return split;
    if (split.kind != SplitRule::Kind::Time)
        throw InputError(
            "A single pass goes through the rows in the order of time: name the column that says "
            "when a row came to be, as in --split time:COL; --split "
            + splitText(split) + " does not say it.");
    return {SplitRule::Kind::Stream, split.column};
}

LoadedData loadData(const AuditRequest& request, Progress& progress, const Say& say)
{
    LoadedData data;
    (void)splitFor(request.split, request.settings); // refused before anything is read
    {
        const auto table = loadTable(request.files, request.read, progress, request.load);
        const SplitRule split = splitFor(splitOfFiles(request, *table), request.settings);
        data.source = {absolutePaths(request.files), request.read, split};
        const Schema schema = chooseSchema(request, *table, progress, say);
        data.dataset = table->encode(schema, split, request.settings.seed, progress);
    } // the text columns are not needed any more
    for (const std::string& warning : data.dataset->card.warnings)
        say(warning);
    return data;
}

LoadedData reloadData(const RunRecord& run, const std::vector<std::filesystem::path>& files,
                      const LoadOptions& load, Progress& progress)
{
    std::vector<std::filesystem::path> from = files;
    if (from.empty())
        from.assign(run.source.files.begin(), run.source.files.end());
    for (const auto& file : from) {
        if (!std::filesystem::exists(file))
            throw InputError("The data of the run are not at " + file.string()
                             + " any more; name their new place as DATA.");
    }
    LoadedData data;
    data.source = run.source;
    data.source.files = absolutePaths(from);
    const auto table = loadTable(from, run.source.options, progress, load);
    data.dataset = table->encode(run.schema, run.source.split, run.settings.seed, progress);
    requireSameData(run, *data.dataset);
    return data;
}

} // namespace leap
