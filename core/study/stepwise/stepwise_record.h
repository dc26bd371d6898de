// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/study/stepwise/stepwise.h"

/// How the steps are written: by `leap stepwise --out`, and in a run's file.
namespace leap {

template <> struct Record<Step> {
    using T = Step;
    static constexpr auto members =
        std::tuple{member("added", &T::added),
                   member("gate", &T::score, nanAsNull),
                   member("metric", &T::metric, nanAsNull),
                   member("gain", &T::gain, nanAsNull),
                   member("row_error", via(&T::paired, &PairedLoss::rowError), nanAsNull),
                   member("seed_error", via(&T::paired, &PairedLoss::seedError), nanAsNull),
                   member("utility", &T::utility)};
};

template <> struct Record<Stepwise> {
    using T = Stepwise;
    static void complete(T& study); ///< the pairs' seeds and the peak's place
    static constexpr auto members =
        std::tuple{constant("format", "leap.stepwise"),
                   constant("version", 1),
                   member("metric", &T::metric),
                   derived("judged_on", [](const T&) { return "validation rows"; }),
                   member("seeds", &T::seeds, atLeast(1)),
                   member("models_judged", via(&T::looks, &Looks::validation)),
                   member("built", &T::built),
                   member("peak", &T::peakFields),
                   member("tested", &T::tested),
                   notStored(&T::outcome),
                   notStored(&T::peak)};
};

inline void Record<Stepwise>::complete(Stepwise& study)
{
    for (auto* steps : {&study.built, &study.tested}) {
        for (Step& step : *steps) {
            step.paired.seeds = study.seeds;
            step.paired.loss = -step.gain;
            step.paired.reason = std::isnan(step.paired.rowError) ? "the difference is undefined" : "";
        }
    }
    study.peak = study.peakFields.empty() ? 0 : study.peakFields.size() - 1; // one field a step
}

} // namespace leap
