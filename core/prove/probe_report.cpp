// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/prove/probe_study.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

constexpr double kFloorShare = 0.95; ///< of the probes lie at or below the floor

/// The smallest value with this share of all at or below it; `values` is not empty.
double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<size_t>(rank, 1, values.size()) - 1];
}

struct Floor {
    double earns = 0;
    double standardised = 0;
    double gate = 0;
    double medianGate = 0;
};

Floor floorOf(const ProbeStudy& study)
{
    std::vector<double> earns, standardised, gates;
    for (const Probe& probe : study.probes) {
        earns.push_back(probe.figure.earns.mean);
        standardised.push_back(probe.figure.earns.standardised());
        gates.push_back(probe.figure.gate);
    }
    return {quantile(earns, kFloorShare), quantile(standardised, kFloorShare), quantile(gates, kFloorShare),
            quantile(gates, 0.5)};
}

double mean(const ProbedField& field, double (*of)(const ProbeFigure&))
{
    double sum = 0;
    for (const ProbeFigure& figure : field.figures)
        sum += of(figure);
    return sum / static_cast<double>(field.figures.size());
}

double earnsOf(const ProbeFigure& figure)
{
    return figure.earns.mean;
}

double gateOf(const ProbeFigure& figure)
{
    return figure.gate;
}

std::string table(const ProbeStudy& study)
{
    using Align = TextTable::Align;
    TextTable table({{"field", Align::Left},
                     {"earns", Align::Right},
                     {"in errors", Align::Right},
                     {"gate", Align::Right},
                     {"p", Align::Right},
                     {"adjusted", Align::Right},
                     {"verdict", Align::Left}});
    std::vector<size_t> order(study.fields.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return study.fields[a].standardised > study.fields[b].standardised;
    });
    for (const size_t i : order) {
        const ProbedField& field = study.fields[i];
        table.add({field.name, fixed(mean(field, earnsOf), 5), fixed(field.standardised, 1),
                   fixed(mean(field, gateOf), 3), fixed(field.p, 3), fixed(field.adjusted, 3),
                   field.aboveNoise ? "above the noise" : "within the noise"});
    }
    return table.text();
}

/// What the rule can tell with so many probes.
std::string powerInWords(const ProbeStudy& study)
{
    const size_t fields = study.fields.size();
    const auto probes = static_cast<int64_t>(study.probes.size());
    const int64_t fewest = fewestCalled(fields, probes, study.plan.q);
    const std::string with = grouped(probes) + " probes and " + std::to_string(fields) + " fields";
    if (fewest <= 1)
        return "With " + with + " the rule can call a single field.";
    if (fewest > static_cast<int64_t>(fields))
        return "With " + with + " the rule can call no field at q = " + shortest(study.plan.q)
            + ", whatever they earn: use more probes, more seeds or a larger q.";
    return "With " + with + " the rule can call fields only where at least " + std::to_string(fewest)
        + " of them earn more than every probe.";
}

std::string floorInWords(const ProbeStudy& study)
{
    const Floor floor = floorOf(study);
    return "Noise floor: 95 % of the probes (shuffled copies of fields) earn at most " + fixed(floor.earns, 5)
        + ", or " + fixed(floor.standardised, 1) + " standard errors; their gates end at "
        + fixed(floor.medianGate, 2) + " (median), 95 % of them at most " + fixed(floor.gate, 2) + ".";
}

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

} // namespace

Json probeStudyToJson(const ProbeStudy& study)
{
    const Floor floor = floorOf(study);
    Json json;
    json["format"] = "leap.probes";
    json["version"] = 1;
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

std::string probeStudyText(const ProbeStudy& study)
{
    const auto above = std::count_if(study.fields.begin(), study.fields.end(),
                                     [](const ProbedField& field) { return field.aboveNoise; });
    return table(study) + floorInWords(study) + "\n" + std::to_string(above) + " of "
        + std::to_string(study.fields.size())
        + " fields lie above the noise by Benjamini and Hochberg's rule at q = " + shortest(study.plan.q)
        + ": of the fields that it calls so, at most that share is noise on average. " + powerInWords(study)
        + "\nShuffled copies are independent of all other fields: they understate the noise of a useless "
          "field "
          "that is correlated with useful ones.\n";
}

} // namespace leap
