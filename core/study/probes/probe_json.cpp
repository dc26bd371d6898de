// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/study/probes/probe_study.h"

namespace leap {
namespace {

constexpr const char* kFormat = "leap.probes";
constexpr int kVersion = 1;

Json figureToJson(const ProbeFigure& figure)
{
    Json json;
    json["earns"] = figure.earns.mean;
    json["error"] = figure.earns.error;
    json["gate"] = figure.gate;
    return json;
}

Json fieldsToJson(const ProbeStudy& study)
{
    Json json = Json::array();
    for (const ProbedField& field : study.fields) {
        Json item;
        item["name"] = field.name;
        item["standardised"] = field.standardised;
        item["p"] = field.p;
        item["adjusted"] = field.adjusted;
        item["above_noise"] = field.aboveNoise;
        item["searches"] = Json::array();
        for (const ProbeFigure& figure : field.figures)
            item["searches"].push_back(figureToJson(figure));
        json.push_back(item);
    }
    return json;
}

Json probesToJson(const ProbeStudy& study)
{
    Json json = Json::array();
    for (const Probe& probe : study.probes) {
        Json item = figureToJson(probe.figure);
        item["copy_of"] = probe.source;
        item["search"] = probe.seed;
        json.push_back(item);
    }
    return json;
}

ProbeFigure figureFrom(ObjectReader& reader)
{
    ProbeFigure figure;
    figure.earns = {reader.get<double>("earns"), reader.get<double>("error")};
    figure.gate = reader.get<double>("gate");
    if (!(figure.earns.error >= 0))
        throw InputError(reader.where() + ".error must be 0 or more.");
    return figure;
}

ProbedField fieldFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    ProbedField field;
    field.name = reader.get<std::string>("name");
    field.standardised = reader.get<double>("standardised");
    field.p = reader.get<double>("p");
    field.adjusted = reader.get<double>("adjusted");
    field.aboveNoise = reader.get<bool>("above_noise");
    field.figures = reader.list("searches", [](const Json& item, const std::string& place) {
        ObjectReader search(item, place);
        const auto figure = figureFrom(search);
        search.finish();
        return figure;
    });
    if (field.figures.empty())
        throw InputError(reader.placeOf("searches") + " must be a list of at least one search.");
    reader.finish();
    return field;
}

Probe probeFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    Probe probe;
    probe.source = reader.get<std::string>("copy_of");
    probe.seed = reader.get<int>("search");
    probe.figure = figureFrom(reader);
    reader.finish();
    return probe;
}

void listsFrom(ObjectReader& reader, ProbeStudy& study)
{
    study.fields = reader.list("fields", fieldFromJson);
    study.probes = reader.list("probes", probeFromJson);
    if (study.fields.empty() || study.probes.empty())
        throw InputError(reader.where() + " must have at least one field and one probe.");
}

} // namespace

Json probeStudyToJson(const ProbeStudy& study)
{
    const NoiseFloor floor = noiseFloor(study);
    Json json;
    json["format"] = kFormat;
    json["version"] = kVersion;
    json["created"] = study.created;
    json["judged_on"] = "validation rows";
    json["q"] = study.plan.q;
    json["probes_per_search"] = study.plan.probes;
    json["searches"] = study.plan.seeds;
    json["first_seed"] = study.firstSeed;
    json["repeats"] = study.plan.repeats;
    json["alpha"] = study.alpha;
    json["rows"] = study.rows;
    json["seconds"] = study.seconds;
    json["fewest_called"] =
        fewestCalled(study.fields.size(), static_cast<int64_t>(study.probes.size()), study.plan.q);
    json["floor"] = {{"share", kFloorShare},
                     {"earns", floor.earns},
                     {"standardised", floor.standardised},
                     {"gate", floor.gate},
                     {"median_gate", floor.medianGate}};
    json["fields"] = fieldsToJson(study);
    json["probes"] = probesToJson(study);
    return json;
}

ProbeStudy probeStudyFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    if (reader.get<std::string>("format") != kFormat || reader.get<int>("version") != kVersion)
        throw InputError(where + " is no study of probes of version " + std::to_string(kVersion)
                         + "; make it again by 'leap probes'.");
    ProbeStudy study;
    study.created = reader.get<std::string>("created");
    study.plan.q = reader.get<double>("q");
    study.plan.probes = reader.get<int>("probes_per_search");
    study.plan.seeds = reader.get<int>("searches");
    study.firstSeed = reader.get<uint64_t>("first_seed");
    study.plan.repeats = reader.get<int>("repeats");
    study.alpha = reader.get<double>("alpha");
    study.rows = reader.get<int64_t>("rows");
    study.seconds = reader.get<double>("seconds");
    for (const char* derived : {"judged_on", "fewest_called", "floor"})
        (void)reader.at(derived);
    listsFrom(reader, study);
    reader.finish();
    return study;
}

} // namespace leap
