// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ledger/force_words.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace leap {
namespace {

constexpr size_t kPoints = kCurveGates.size();
using Curve = std::array<double, kPoints>;

size_t lowestOf(const Curve& curve)
{
    return static_cast<size_t>(std::min_element(curve.begin(), curve.end()) - curve.begin());
}

/// The lowest point of the parabola through an inner point and its neighbours; they are equally far apart.
double lowestNear(const Curve& curve, size_t point)
{
    const double left = curve[point - 1], middle = curve[point], right = curve[point + 1];
    const double bend = left - 2 * middle + right, step = kCurveGates[point + 1] - kCurveGates[point];
    return bend > 0 ? kCurveGates[point] + step * (left - right) / (2 * bend) : kCurveGates[point];
}

Curve curveOf(const FieldShuffle& measured, double lambda)
{
    Curve curve{};
    for (size_t point = 0; point < kPoints; ++point)
        curve[point] = measured.curve[point].mean + lambda * kCurveGates[point];
    return curve;
}

std::string forces(const ForceCase& field)
{
    return "dJ/dg " + significant(field.measured.force.mean, 2) + " against lambda "
        + significant(field.lambda, 2);
}

std::string balanceInWords(const ForceCase& field)
{
    const Curve total = curveOf(field.measured, field.lambda);
    const size_t lowest = lowestOf(total);
    if (lowest == 0)
        return "the penalty outweighs what the field earns at every g that was measured";
    if (lowest == kPoints - 1)
        return "what the field earns outweighs the penalty up to g = 1";
    return "its use balances the penalty near g = " + fixed(lowestNear(total, lowest), 2);
}

} // namespace

bool lacksForce(const ForceCase& field)
{
    const Estimate& earns = field.measured.earns;
    return field.gate >= 0.5 && field.lambda < kLittlePrice * field.typicalLambda && earns.low() <= 0
        && earns.high() >= 0;
}

bool isNoiseSignature(const FieldShuffle& measured)
{
    const Curve curve = curveOf(measured, 0);
    const size_t lowest = lowestOf(curve);
    constexpr size_t middle = kPoints / 2;
    if (lowest != middle)
        return false;
    const double margin = 2 * measured.curve[middle].error;
    return curve[middle] < -margin && curve[middle] < curve[0] - margin;
}

std::string forceInWords(const ForceCase& field)
{
    if (field.measured.changedRows <= 0)
        return "constant on these rows: no shuffle changes anything, only the penalty acts";
    if (lacksForce(field))
        return "kept for lack of force: its price is near 0 (lambda " + significant(field.lambda, 2)
            + ", typical " + significant(field.typicalLambda, 2) + ") and " + kMayEarnNothing;
    std::string where =
        balanceInWords(field) + " (at its gate " + fixed(field.gate, 2) + ": " + forces(field) + ")";
    if (isNoiseSignature(field.measured))
        return "noise signature: the curve's lowest point lies near .5, as for memorised values that say "
               "nothing of other rows; "
            + where;
    return where;
}

} // namespace leap
