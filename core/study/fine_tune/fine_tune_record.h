// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/fine_tune/fine_tune.h"
#include "core/study/retrain/figures_record.h"

/// How a fine-tuning is written: by `leap prune --out`, and in a run's file.
namespace leap {

template <> struct Record<FineTuning> {
    using T = FineTuning;
    static constexpr auto members =
        std::tuple{constant("format", "leap.fine-tuning"),
                   constant("version", 1),
                   derived("judged_on", [](const T&) { return "validation rows"; }),
                   member("full", &T::full),
                   member("before", &T::before),
                   member("after", &T::after),
                   member("scratch", &T::scratch),
                   member("epochs", &T::epochs, atLeast(0)),
                   member("scratch_epochs", &T::scratchEpochs, atLeast(0)),
                   member("tune_seconds", &T::tuneSeconds),
                   member("scratch_seconds", &T::scratchSeconds),
                   notStored(&T::outcome)};
};

} // namespace leap
