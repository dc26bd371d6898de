// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/statistics.h"
#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/prove/probe_study.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

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
        table.add({field.name, fixed(meanEarnings(field), 5), fixed(field.standardised, 1),
                   fixed(meanGate(field), 3), fixed(field.p, 3), fixed(field.adjusted, 3),
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
    const NoiseFloor floor = noiseFloor(study);
    return "Noise floor: 95 % of the probes (shuffled copies of fields) earn at most " + fixed(floor.earns, 5)
        + ", or " + fixed(floor.standardised, 1) + " standard errors; their gates end at "
        + fixed(floor.medianGate, 2) + " (median), 95 % of them at most " + fixed(floor.gate, 2) + ".";
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

std::vector<std::string> probeStudyWords(const ProbeStudy& study)
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

std::string probeStudyText(const ProbeStudy& study)
{
    return table(study) + join(probeStudyWords(study), "\n") + "\n";
}

} // namespace leap
