// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_file.h"

#include "core/audit/h5.h"
#include "core/audit/repeats_file.h"
#include "core/audit/run_json.h"
#include "core/audit/run_tables.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/data/dataset_record.h"
#include "core/data/schema_json.h"

#include <string>

namespace leap {
namespace {

constexpr const char* kFormat = "leap.audit";
constexpr int64_t kVersion = 1;

void writeResult(const h5::Group& run, const SearchResult& result)
{
    run.setText("outcome", outcomeName(result.outcome));
    run.setInt("steps", result.steps);
    run.setInt("best_epoch", result.bestEpoch);
    run.setDouble("polarisation", result.polarisation);
    run.setDouble("seconds", result.seconds);
    run.writeText("plan", jsonText(planToJson(result.plan)));
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
    const std::string outcome = run.textOf("outcome");
    if (outcome != outcomeName(RunOutcome::Finished) && outcome != outcomeName(RunOutcome::Stopped))
        run.fail("", "the outcome '" + outcome + "' is unknown");
    result.outcome =
        outcome == outcomeName(RunOutcome::Finished) ? RunOutcome::Finished : RunOutcome::Stopped;
    result.steps = run.intOf("steps");
    result.bestEpoch = run.intOf("best_epoch");
    result.polarisation = run.doubleOf("polarisation");
    result.seconds = run.doubleOf("seconds");
    result.plan = planFromJson(jsonIn(run, file, "plan"), file + ", " + run.place("plan"));
    result.messages = run.readTexts("messages");
    result.ranking = readRanking(run);
    result.trajectory = readTrajectory(run);
    result.epochs = readEpochs(run);
    result.changes = readChanges(run);
    readMetrics(run, result);
    result.state = readState(run);
    return result;
}

void writeRun(const h5::Group& run, const RunRecord& record)
{
    run.setText("created", record.created);
    run.setText("program_version", record.version);
    run.setInt("peak_bytes", record.peakBytes);
    run.writeText("source", jsonText(sourceToJson(record.source)));
    run.writeText("schema", jsonText(schemaToJson(record.schema)));
    run.writeText("settings", jsonText(settingsToJson(record.settings)));
    run.writeText("card", jsonText(toJson(record.card)));
    if (!record.alphaPath.is_null())
        run.writeText("alpha_path", jsonText(record.alphaPath));
    if (!record.ledger.is_null())
        run.writeText("ledger", jsonText(record.ledger));
    if (!record.probes.is_null())
        run.writeText("probes", jsonText(record.probes));
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
    record.source = sourceFromJson(jsonIn(run, file, "source"), where("source"));
    record.schema = schemaFromJson(jsonIn(run, file, "schema"), where("schema"));
    record.settings = settingsFromJson(jsonIn(run, file, "settings"), where("settings"));
    record.card = fromJson<DatasetCard>(jsonIn(run, file, "card"), where("card"));
    if (run.has("alpha_path"))
        record.alphaPath = jsonIn(run, file, "alpha_path");
    if (run.has("ledger"))
        record.ledger = jsonIn(run, file, "ledger");
    if (run.has("probes"))
        record.probes = jsonIn(run, file, "probes");
    record.facts = readFacts(run);
    record.result = readResult(run, file);
    readRepeats(run, file, record.result.ranking);
    return record;
}

Json proofsToJson(const std::vector<Proof>& proofs)
{
    Json json = Json::array();
    for (const Proof& proof : proofs)
        json.push_back(proofToJson(proof));
    return json;
}

std::vector<Proof> proofsFromJson(const Json& json, const std::string& where)
{
    return readList(json, where, proofFromJson);
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
                root.writeText("rule", jsonText(ruleToJson(*document.rule)));
            if (!document.proofs.empty())
                root.writeText("proofs", jsonText(proofsToJson(document.proofs)));
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
        document.rule = ruleFromJson(jsonIn(root, file, "rule"), file + ", /rule");
    if (root.has("proofs"))
        document.proofs = proofsFromJson(jsonIn(root, file, "proofs"), file + ", /proofs");
    const h5::Group runs = root.open("runs");
    const size_t count = runs.names().size();
    for (size_t i = 1; i <= count; ++i)
        document.runs.push_back(readRun(runs.open(std::to_string(i)), file));
    return document;
}

} // namespace leap
