// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/search/search.h"

/// How a search's choices and the scores of its fields are written in an audit's file.
namespace leap {

/// Its numbers come back exactly, NaN and infinities too.
template <> struct Record<SearchPlan> {
    using T = SearchPlan;
    static constexpr auto members =
        std::tuple{member("alpha", &T::alpha, exactNumber),
                   member("alpha_auto", &T::alphaAuto),
                   member("calibration_gain", &T::calibrationGain, exactNumber),
                   member("gate_learning_rate", &T::gateLearningRate, exactNumber),
                   member("epochs", &T::epochs),
                   member("batch", &T::batch),
                   member("lowest_reachable_gate", &T::lowestReachableGate, exactNumber),
                   member("engine", &T::engine),
                   member("threads", &T::threads)};
};

/// Older files do without push and crossing.
template <> struct Record<FieldScore> {
    using T = FieldScore;
    static constexpr auto members = std::tuple{member("name", &T::name),
                                               member("kind", &T::kind),
                                               member("start", &T::start),
                                               member("end", &T::end),
                                               member("score", &T::score, nanAsNull),
                                               member("gate", &T::gate, nanAsNull),
                                               member("divergence", &T::divergence, nanAsNull),
                                               member("lambda", &T::lambda, nanAsNull),
                                               member("gate_move", &T::gateMove, nanAsNull),
                                               member("active_rows", &T::activeRows),
                                               member("source", &T::source),
                                               member("push", &T::push, mayBeAbsent, exactNumber),
                                               member("crossing", &T::crossing, mayBeAbsent)};
};

} // namespace leap
