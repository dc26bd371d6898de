// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/study/probes/probe_study.h"

/// How a noise floor is written: in a run's file and by `leap probes --json`.
namespace leap {

template <> struct Record<ProbeFigure> {
    using T = ProbeFigure;
    static constexpr auto members =
        std::tuple{property(
                       "earns", [](const T& figure) { return figure.earns.mean; },
                       [](T& figure, double mean) { figure.earns.mean = mean; }),
                   property(
                       "error", [](const T& figure) { return figure.earns.error; },
                       [](T& figure, double error) { figure.earns.error = error; }, atLeast(0)),
                   member("gate", &T::gate), notStored(&T::earns)};
};

template <> struct Record<Probe> {
    using T = Probe;
    static constexpr auto members =
        std::tuple{flattened(&T::figure), member("copy_of", &T::source), member("search", &T::seed)};
};

template <> struct Record<ProbedField> {
    using T = ProbedField;
    static constexpr auto members = std::tuple{member("name", &T::name),
                                               member("standardised", &T::standardised),
                                               member("p", &T::p),
                                               member("adjusted", &T::adjusted),
                                               member("above_noise", &T::aboveNoise),
                                               member("searches", &T::figures, nonEmpty())};
};

template <> struct Record<NoiseFloor> {
    using T = NoiseFloor;
    static constexpr auto members =
        std::tuple{derived("share", [](const T&) { return kFloorShare; }), member("earns", &T::earns),
                   member("standardised", &T::standardised), member("gate", &T::gate),
                   member("median_gate", &T::medianGate)};
};

template <> struct Record<ProbeStudy> {
    using T = ProbeStudy;
    static constexpr auto members =
        std::tuple{constant("format", "leap.probes"),
                   constant("version", 1),
                   member("created", &T::created),
                   derived("judged_on", [](const T&) { return "validation rows"; }),
                   member("q", via(&T::plan, &ProbePlan::q)),
                   member("probes_per_search", via(&T::plan, &ProbePlan::probes)),
                   member("searches", via(&T::plan, &ProbePlan::seeds)),
                   member("first_seed", &T::firstSeed),
                   member("repeats", via(&T::plan, &ProbePlan::repeats)),
                   member("alpha", &T::alpha),
                   member("rows", &T::rows),
                   member("seconds", &T::seconds),
                   derived("fewest_called",
                           [](const T& study) {
                               return fewestCalled(study.fields.size(),
                                                   static_cast<int64_t>(study.probes.size()), study.plan.q);
                           }),
                   derived("floor", [](const T& study) { return toJson(noiseFloor(study)); }),
                   member("fields", &T::fields, nonEmpty()),
                   member("probes", &T::probes, nonEmpty())};
};

} // namespace leap
