// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/shuffle/shuffle_study.h"

#include <string>

namespace leap {

/// The forces on one gate.
struct ForceCase {
    FieldShuffle measured;
    double lambda = 0; ///< the price of the open gate, log loss per row
    double typicalLambda = 0; ///< the median over the fields
    double gate = 0; ///< its value
};

/// A doubt about a field that stays.
inline constexpr const char* kMayEarnNothing = "the interval of what it earns includes 0";

/// A price below this share of the typical one is near 0.
inline constexpr double kLittlePrice = 0.1;

/// The field is kept because nothing pulls at its gate: its price is near 0 (its values rarely differ, or by
/// little), and the interval of what it earns includes 0.
[[nodiscard]] bool lacksForce(const ForceCase& field);

/// Why the gate is where it is, in one sentence, from J(g) + lambda g at the measured points, and between
/// them from the parabola through the lowest and its neighbours. It describes measurements on this model and
/// claims no optimum: the paper's theorem compares J(0) and J(1) at g = 0 only, and J may lie lowest in
/// between.
[[nodiscard]] std::string forceInWords(const ForceCase& field);

/// Where J(g) itself lies lowest near one half, below both of its ends by more than twice the standard error:
/// what a memorised, useless field does, since two draws of noise cancel best when mixed half and half.
[[nodiscard]] bool isNoiseSignature(const FieldShuffle& measured);

} // namespace leap
