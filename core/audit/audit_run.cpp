// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_run.h"

#include "core/audit/audit_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/schema_json.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <sys/resource.h>
#include <utility>

namespace leap {
namespace {

std::string nowUtc()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    const size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

int64_t peakBytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return int64_t{usage.ru_maxrss} * 1024; // Linux counts in KiB
}

/// What is said before the search starts, once each: to the observer now, and into the run's messages later.
class Notes {
public:
    explicit Notes(TrainObserver& observer)
        : m_observer(observer)
    {
    }
    void say(const std::string& text)
    {
        if (std::find(m_texts.begin(), m_texts.end(), text) != m_texts.end())
            return;
        m_texts.push_back(text);
        m_observer.message(text);
    }
    void putBefore(std::vector<std::string>& messages) const
    {
        messages.insert(messages.begin(), m_texts.begin(), m_texts.end());
    }

private:
    TrainObserver& m_observer;
    std::vector<std::string> m_texts;
};

bool reads(const Field& field, const std::string& column)
{
    return std::any_of(field.inputs.begin(), field.inputs.end(), [&](const Input& input) {
        return std::find(input.columns.begin(), input.columns.end(), column) != input.columns.end();
    });
}

void leaveOut(Schema& schema, const std::string& column, const std::string& reason)
{
    const auto removed =
        std::erase_if(schema.fields, [&](const Field& field) { return reads(field, column); });
    if (removed > 0)
        schema.leftOut.push_back({column, reason});
}

/// A schema file with what the request says beside it: label, group and columns to leave out.
Schema schemaFromFile(const AuditRequest& request)
{
    Schema schema = readSchema(*request.schema);
    if (!request.propose.label.column.empty()) {
        schema.label = request.propose.label;
        leaveOut(schema, schema.label.column, "label");
    }
    if (schema.label.column.empty())
        throw InputError(request.schema->string() + " names no label; name one with --label COL.");
    if (!request.propose.groupId.empty()) {
        schema.groupId = request.propose.groupId;
        if (!request.propose.groupIsField)
            leaveOut(schema, schema.groupId, "group id");
    }
    for (const std::string& column : request.propose.exclude) {
        const bool known = std::any_of(schema.fields.begin(), schema.fields.end(),
                                       [&](const Field& field) { return reads(field, column); });
        if (!known)
            throw InputError("No field of " + request.schema->string() + " reads the column '" + column
                             + "' that is to be left out.");
        leaveOut(schema, column, "left out by the user");
    }
    return schema;
}

Schema schemaFromRanges(const AuditRequest& request, const InspectReport& report)
{
    const ColumnReport* matrix = report.find(request.read.matrix);
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

bool hasRole(const AuditRequest& request, const std::string& column)
{
    const auto& exclude = request.propose.exclude;
    return column == request.propose.label.column || column == request.propose.groupId
        || std::find(exclude.begin(), exclude.end(), column) != exclude.end();
}

void sayLeftOut(const AuditRequest& request, const Schema& schema, const InspectReport& report, Notes& notes)
{
    std::vector<std::string> others;
    for (const LeftOut& left : schema.leftOut) {
        const ColumnReport* column = report.find(left.column);
        if (column && column->possibleLeak && !hasRole(request, left.column))
            notes.say("Left out: '" + left.column + "' (" + left.reason
                      + "). If it is known when the model is asked, " + "take it in with --accept-leak "
                      + left.column + ".");
        else if (!hasRole(request, left.column))
            others.push_back("'" + left.column + "' (" + left.reason + ")");
    }
    if (!others.empty())
        notes.say("Left out: " + join(others, ", ") + ".");
}

Schema chooseSchema(const AuditRequest& request, const SourceTable& table, Progress& progress, Notes& notes)
{
    if (request.schema)
        return schemaFromFile(request);
    if (request.propose.label.column.empty())
        throw InputError("Which column is the label? Name it with --label COL, or give a schema. Columns: "
                         + join(table.columnNames(), ", ") + ".");
    const InspectReport report = table.inspect(request.propose.label, progress);
    Schema schema = schemaFor(request, report);
    for (const std::string& warning : report.warnings)
        notes.say(warning);
    sayLeftOut(request, schema, report, notes);
    return schema;
}

std::vector<std::string> absolutePaths(const std::vector<std::filesystem::path>& files)
{
    std::vector<std::string> paths;
    for (const auto& file : files)
        paths.push_back(std::filesystem::absolute(file).lexically_normal().string());
    return paths;
}

/// What a run is made from, new or gone on with.
struct Inputs {
    SourceReference source;
    std::vector<std::filesystem::path> files;
    Settings settings;
};

std::shared_ptr<const Dataset> load(const Inputs& inputs, const Schema& schema, const SourceTable& table,
                                    Progress& progress)
{
    return table.encode(schema, inputs.source.split, inputs.settings.seed, progress);
}

RunRecord runFresh(const AuditRequest& request, Progress& progress, RunControl& control,
                   TrainObserver& observer)
{
    Notes notes(observer);
    const Inputs inputs{
        {absolutePaths(request.files), request.read, request.split}, request.files, request.settings};
    std::shared_ptr<const Dataset> dataset;
    {
        const auto table = SourceTable::open(inputs.files, inputs.source.options, progress);
        const Schema schema = chooseSchema(request, *table, progress, notes);
        dataset = load(inputs, schema, *table, progress);
    } // the text columns are not needed any more
    for (const std::string& warning : dataset->card.warnings)
        notes.say(warning);
    RunRecord run = searchAndRecord(dataset, inputs.source, inputs.settings, control, observer);
    notes.putBefore(run.result.messages);
    return run;
}

void requireSameData(const RunRecord& earlier, const Dataset& dataset)
{
    if (dataset.card.fingerprint == earlier.card.fingerprint)
        return;
    throw InputError(
        "The data (" + join(dataset.card.files, ", ") + ") are not those of the run ("
        + join(earlier.card.files, ", ")
        + "): their fingerprints differ. A run goes on with the very same files; start a new one for "
          "others.");
}

RunRecord goOn(const AuditRequest& request, const RunRecord& earlier, Progress& progress, RunControl& control,
               TrainObserver& observer)
{
    if (earlier.result.outcome == RunOutcome::Finished)
        throw InputError("The run in " + request.resume->string()
                         + " was finished already; there is nothing to go on with.");
    Inputs inputs{earlier.source, request.files, earlier.settings};
    if (inputs.files.empty())
        inputs.files.assign(earlier.source.files.begin(), earlier.source.files.end());
    for (const auto& file : inputs.files) {
        if (!std::filesystem::exists(file))
            throw InputError("The data of the run are not at " + file.string()
                             + " any more; name their new place as DATA.");
    }
    inputs.source.files = absolutePaths(inputs.files);
    std::shared_ptr<const Dataset> dataset;
    {
        const auto table = SourceTable::open(inputs.files, inputs.source.options, progress);
        dataset = load(inputs, earlier.schema, *table, progress);
    }
    requireSameData(earlier, *dataset);
    RunRecord run =
        searchAndRecord(dataset, inputs.source, inputs.settings, control, observer, &earlier.result);
    run.created = earlier.created;
    return run;
}

/// The result must not replace what it is made from.
void requireOutOfTheWay(const AuditRequest& request)
{
    requireWritable(*request.out);
    std::vector<std::filesystem::path> inputs = request.files;
    for (const auto& input : {request.schema, request.ranges}) {
        if (input)
            inputs.push_back(*input);
    }
    for (const auto& input : inputs) {
        std::error_code ignored;
        if (std::filesystem::equivalent(input, *request.out, ignored))
            throw InputError("The run cannot be saved as " + request.out->string()
                             + ": that is one of the files that it reads. Choose another name.");
    }
}

} // namespace

Schema schemaFor(const AuditRequest& request, const InspectReport& report)
{
    return request.ranges ? schemaFromRanges(request, report) : proposeSchema(report, request.propose);
}

RunRecord searchAndRecord(const std::shared_ptr<const Dataset>& dataset, const SourceReference& source,
                          const Settings& settings, RunControl& control, TrainObserver& observer,
                          const SearchResult* resume)
{
    RunRecord run;
    run.created = nowUtc();
    run.version = programVersion();
    run.source = source;
    run.schema = dataset->schema;
    run.settings = settings;
    run.card = dataset->card;
    run.facts = dataset->facts;
    run.result = runSearch(dataset, settings, control, observer, resume);
    run.peakBytes = peakBytes();
    return run;
}

RunRecord runAudit(const AuditRequest& request, Progress& progress, RunControl& control,
                   TrainObserver& observer)
{
    if (request.out)
        requireOutOfTheWay(request);
    AuditDocument document;
    if (request.resume) {
        document = readAudit(*request.resume);
        if (document.runs.empty())
            throw InputError(request.resume->string() + " holds no run to go on with.");
        document.runs.back() = goOn(request, document.runs.back(), progress, control, observer);
    } else {
        request.settings.validate();
        document.runs.push_back(runFresh(request, progress, control, observer));
    }
    if (request.out)
        writeAudit(*request.out, document);
    return std::move(document.runs.back());
}

} // namespace leap
