// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/probes/probe_table.h"

#include "core/base/statistics.h"
#include "core/base/text.h"

#include <algorithm>

namespace leap {
namespace {

/// What the rule can tell with this many probes.
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
    const NoiseFloor floor = noiseFloor(study);
    return "Noise floor: 95 % of the probes (shuffled copies of fields) earn at most " + fixed(floor.earns, 5)
        + ", or " + fixed(floor.standardised, 1) + " standard errors; their gates end at "
        + fixed(floor.medianGate, 2) + " (median), 95 % of them at most " + fixed(floor.gate, 2) + ".";
}

/// The floor, how many fields lie above it, and what that does not tell: a sentence or two each.
std::vector<std::string> findings(const ProbeStudy& study)
{
    const auto above = std::count_if(study.fields.begin(), study.fields.end(),
                                     [](const ProbedField& field) { return field.aboveNoise; });
    return {floorInWords(study),
            std::to_string(above) + " of " + std::to_string(study.fields.size())
                + " fields lie above the noise by Benjamini and Hochberg's rule at q = "
                + shortest(study.plan.q)
                + ": of the fields that it calls so, at most that share is noise on average. "
                + powerInWords(study),
            "Shuffled copies are independent of all other fields: they understate the noise of a useless "
            "field that is correlated with useful ones."};
}

} // namespace

NoiseFloor noiseFloor(const ProbeStudy& study)
{
    std::vector<double> earns, standardised, gates;
    for (const Probe& probe : study.probes) {
        earns.push_back(probe.figure.earns.mean);
        standardised.push_back(probe.figure.earns.standardised());
        gates.push_back(probe.figure.gate);
    }
    return {stepQuantile(earns, kFloorShare), stepQuantile(standardised, kFloorShare),
            stepQuantile(gates, kFloorShare), stepQuantile(gates, 0.5)};
}

double meanEarnings(const ProbedField& field)
{
    double sum = 0;
    for (const ProbeFigure& figure : field.figures)
        sum += figure.earns.mean;
    return sum / static_cast<double>(field.figures.size());
}

double meanGate(const ProbedField& field)
{
    double sum = 0;
    for (const ProbeFigure& figure : field.figures)
        sum += figure.gate;
    return sum / static_cast<double>(field.figures.size());
}

std::vector<ResultTable> probeTables(const ProbeStudy& study)
{
    using Format = ResultTable::Format;
    ResultTable table;
    table.key = "probes";
    table.title = "Noise floor";
    table.notes = findings(study);
    table.columns = {
        {"field", "Field"},
        {"earns", "Earns", Format::Loss,
         "Rise of the log loss when the field is shuffled; mean over the searches."},
        {"errors", "In errors", Format::Seconds, "The same in its standard errors, mean over the searches."},
        {"gate", "Gate", Format::Gate, "Mean over the searches."},
        {"p", "p", Format::Probability, "Its rank among shuffled copies, which earn by chance alone."},
        {"adjusted", "Adjusted", Format::Probability, "By Benjamini and Hochberg over all fields."},
        {"verdict", "Verdict"}};
    for (size_t i = 0; i < study.fields.size(); ++i) {
        const ProbedField& field = study.fields[i];
        const char* verdict = field.aboveNoise ? "above the noise" : "within the noise";
        table.add({{field.name, meanEarnings(field), field.standardised, meanGate(field), field.p,
                    field.adjusted, verdict},
                   {},
                   {},
                   static_cast<int64_t>(i)});
    }
    sortRows(table, "errors");
    return {table};
}

std::vector<std::string> probeWords(const ProbeStudy& study)
{
    return {grouped(study.rows) + " validation rows judged; test rows stayed closed."};
}

} // namespace leap
