// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/file/audit_file.h"

#include "core/audit/file/h5.h"
#include "core/audit/file/repeats_file.h"
#include "core/audit/file/run_tables.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/data/rows/dataset_record.h"
#include "core/data/schema/schema_record.h"
#include "core/decide/rule_record.h"
#include "core/search/search_record.h"
#include "core/study/proof/proof_record.h"
#include "core/study/source_record.h"
#include "core/study/study.h"

#include <string>

namespace leap {
namespace {

constexpr const char* kFormat = "leap.audit";
constexpr int64_t kVersion = 1;

void writeResult(const h5::Group& run, const SearchResult& result)
{
    run.setText("outcome", nameOf(result.outcome));
    run.setInt("steps", result.steps);
    run.setInt("best_epoch", result.bestEpoch);
    run.setDouble("polarisation", result.polarisation);
    run.setDouble("seconds", result.seconds);
    run.writeText("plan", jsonText(toJson(result.plan)));
    run.writeTexts("messages", result.messages);
    writeRanking(run, result.ranking);
    writeTrajectory(run, result.trajectory);
    writeEpochs(run, result.epochs);
    writeChanges(run, result.changes);
    writeMetrics(run, result);
    writeState(run, result.state);
}

Json jsonIn(const h5::Group& run, const std::string& file, const std::string& name)
{
    return parseJson(run.readText(name), file + ", " + run.place(name));
}

SearchResult readResult(const h5::Group& run, const std::string& file)
{
    SearchResult result;
    result.outcome = parseName<RunOutcome>(run.textOf("outcome"), run.fullPlace(""));
    result.steps = run.intOf("steps");
    result.bestEpoch = run.intOf("best_epoch");
    result.polarisation = run.doubleOf("polarisation");
    result.seconds = run.doubleOf("seconds");
    result.plan = fromJson<SearchPlan>(jsonIn(run, file, "plan"), file + ", " + run.place("plan"));
    result.messages = run.readTexts("messages");
    result.ranking = readRanking(run);
    result.trajectory = readTrajectory(run);
    result.epochs = readEpochs(run);
    result.changes = readChanges(run);
    readMetrics(run, result);
    result.state = readState(run);
    return result;
}

void writeStudies(const h5::Group& run, const StudyResults& studies)
{
    for (const StudyKind& study : studyKinds()) {
        if (study.isKept() && studies.has(study.name))
            run.writeText(study.key, storedText(study, studies));
    }
}

/// A result that does not read is kept as it is: the rest of the audit can be used without it.
StudyResults readStudies(const h5::Group& run, const std::string& file)
{
    StudyResults studies;
    for (const StudyKind& study : studyKinds()) {
        if (study.isKept() && run.has(study.key))
            readStored(study, run.readText(study.key), file + ", " + run.place(study.key), studies);
    }
    return studies;
}

void writeRun(const h5::Group& run, const RunRecord& record)
{
    run.setText("created", record.created);
    run.setText("program_version", record.version);
    run.setInt("peak_bytes", record.peakBytes);
    run.writeText("source", jsonText(toJson(record.source)));
    run.writeText("schema", jsonText(toJson(record.schema)));
    run.writeText("settings", jsonText(settingsToJson(record.settings)));
    run.writeText("card", jsonText(toJson(record.card)));
    writeStudies(run, record.studies);
    writeRepeats(run, record.result.ranking);
    writeFacts(run, record.facts);
    writeResult(run, record.result);
}

RunRecord readRun(const h5::Group& run, const std::string& file)
{
    const auto where = [&](const char* name) { return file + ", " + run.place(name); };
    RunRecord record;
    record.created = run.textOf("created");
    record.version = run.textOf("program_version");
    record.peakBytes = run.intOf("peak_bytes");
    record.source = fromJson<SourceReference>(jsonIn(run, file, "source"), where("source"));
    record.schema = fromJson<Schema>(jsonIn(run, file, "schema"), where("schema"));
    record.settings = settingsFromJson(jsonIn(run, file, "settings"), where("settings"));
    record.card = fromJson<DatasetCard>(jsonIn(run, file, "card"), where("card"));
    record.studies = readStudies(run, file);
    record.facts = readFacts(run);
    record.result = readResult(run, file);
    readRepeats(run, file, record.result.ranking);
    return record;
}

void requireAudit(const h5::Group& root, const std::string& file)
{
    const auto refuse = [&](const std::string& why) {
        throw InputError(file + " is no LeAP audit: " + why + ".");
    };
    if (!root.hasAttribute("format") || root.textOf("format") != kFormat)
        refuse(std::string("its attribute 'format' is not '") + kFormat + "'");
    const int64_t version = root.intOf("version");
    if (version > kVersion)
        throw InputError(file + " was written by a newer program (version " + std::to_string(version)
                         + " of the format, this program reads up to " + std::to_string(kVersion)
                         + "). Update LeAP Studio to open it.");
    if (version < 1)
        refuse("its version is " + std::to_string(version));
}

} // namespace

void writeAudit(const std::filesystem::path& path, const AuditDocument& document)
{
    writeAtomically(path, [&](const std::filesystem::path& temporary) {
        h5::Writer writer(temporary, path);
        {
            const h5::Group& root = writer.root();
            root.setText("format", kFormat);
            root.setInt("version", kVersion);
            root.setText("tool", toolName());
            if (document.rule)
                root.writeText("rule", jsonText(toJson(*document.rule)));
            if (!document.proofs.empty())
                root.writeText("proofs", jsonText(valueToJson(document.proofs)));
            const h5::Group runs = root.create("runs");
            for (size_t i = 0; i < document.runs.size(); ++i)
                writeRun(runs.create(std::to_string(i + 1)), document.runs[i]);
        }
        writer.close();
    });
}

AuditDocument readAudit(const std::filesystem::path& path)
{
    const std::string file = path.string();
    const h5::Reader reader(path);
    const h5::Group& root = reader.root();
    requireAudit(root, file);
    AuditDocument document;
    if (root.has("rule"))
        document.rule = fromJson<Rule>(jsonIn(root, file, "rule"), file + ", /rule");
    if (root.has("proofs"))
        document.proofs = valueFromJson<std::vector<Proof>>(jsonIn(root, file, "proofs"), file + ", /proofs");
    const h5::Group runs = root.open("runs");
    const size_t count = runs.names().size();
    for (size_t i = 1; i <= count; ++i)
        document.runs.push_back(readRun(runs.open(std::to_string(i)), file));
    return document;
}

} // namespace leap
