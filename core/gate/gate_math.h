// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/host_device.h"

#include <cmath>

namespace leap::gate {

#include "core/gate/gate_formula.inc"

/// Weights of the field's own value and of its replacement (paper section 3.2).
template <class T> struct GateWeights {
    T keep; ///< g = sigmoid(theta / tau)
    T replace; ///< 1 - g = sigmoid(-theta / tau), exact even if g rounds to 1
};

/// @param tau > 0
template <class T> LEAP_HOST_DEVICE GateWeights<T> gateWeights(T theta, double tau)
{
    const double z = static_cast<double>(theta) / tau;
    return {static_cast<T>(1.0 / (1.0 + std::exp(-z))), static_cast<T>(1.0 / (1.0 + std::exp(z)))};
}

/// dtheta = thetaScale x sum_b <dy_b, x_b - x~_b>, because x - x~ = (1 - g)(x - x') and dg/dtheta = g (1 - g)
/// / tau. The backward pass needs no permutation.
template <class T> LEAP_HOST_DEVICE double thetaScale(T theta, double tau)
{
    return 1.0 / (1.0 + std::exp(-static_cast<double>(theta) / tau)) / tau;
}

/// Operations on single numbers.
template <class T> struct ScalarOps {
    using V = T;
    LEAP_HOST_DEVICE static T sub(T a, T b) { return a - b; }
    LEAP_HOST_DEVICE static T mul(T a, T b) { return a * b; }
    LEAP_HOST_DEVICE static T mulAdd(T a, T b, T c) { return std::fma(a, b, c); }
    LEAP_HOST_DEVICE static T negMulAdd(T a, T b, T c) { return std::fma(-a, b, c); }
};

} // namespace leap::gate
