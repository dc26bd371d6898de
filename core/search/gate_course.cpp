// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/gate_course.h"

#include "core/base/number_beside.h"
#include "core/base/statistics.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

constexpr double kHalf = 0.5;
/// The pace of a gate is taken from this last share of its steps.
constexpr double kPaceShare = 0.25;

double logitOf(double gate)
{
    constexpr double kEdge = 1e-9; // a float gate may be 1
    const double p = std::clamp(gate, kEdge, 1 - kEdge);
    return logit(p);
}

/// Of several searches the least sure one speaks.
std::string inOneOf(const Ranking& ranking)
{
    return ranking.repeats.seeds() > 1 ? "in one search or more " : "";
}

/// The recorded point where the last kPaceShare of the steps begins.
size_t paceStart(const Trajectory& trajectory, int64_t steps)
{
    const auto from = static_cast<int64_t>(static_cast<double>(steps) * (1 - kPaceShare));
    const auto after = std::upper_bound(trajectory.steps.begin(), trajectory.steps.end(), from);
    return after == trajectory.steps.begin() ? 0 : static_cast<size_t>(after - trajectory.steps.begin() - 1);
}

/// Whether the pace since `then`, kept up for as many steps as were made, carries the gate across one half.
bool crosses(double gateThen, int64_t stepThen, double gate, int64_t steps)
{
    const int64_t since = steps - stepThen;
    if (since <= 0)
        return false;
    const double now = logitOf(gate);
    const double pace = (now - logitOf(gateThen)) / static_cast<double>(since);
    const double ahead = now + pace * static_cast<double>(steps);
    return (now < 0) != (ahead < 0);
}

} // namespace

Standing standingOf(const Ranking& ranking, const FieldScore& field)
{
    if (!ranking.course.wholeEpoch)
        return Standing::NoWholeEpoch;
    if (ranking.course.lowestGate > kHalf)
        return Standing::TooFewSteps;
    if (field.gateMove > kSettledMove)
        return Standing::Moving;
    if (field.crossing)
        return Standing::Crossing;
    const bool known = ranking.course.gateRows >= 0;
    if (known && ranking.course.gateRows < kFewestGateRows)
        return Standing::FewGateRows;
    if (known && ranking.course.gateRows < kFewGateRows && field.gate >= kHalf && field.push < kHeldPush)
        return Standing::NotHeld;
    return Standing::Settled;
}

bool wantsSteps(Standing standing)
{
    return standing != Standing::Settled && standing != Standing::FewGateRows
        && standing != Standing::NotHeld;
}

bool freeToFall(Standing standing)
{
    return standing != Standing::NoWholeEpoch && standing != Standing::TooFewSteps
        && standing != Standing::FewGateRows;
}

std::string standingWord(const Ranking& ranking, const FieldScore& field)
{
    switch (standingOf(ranking, field)) {
    case Standing::NoWholeEpoch:
        return "no whole epoch yet";
    case Standing::TooFewSteps:
        return "too few steps";
    case Standing::Moving:
        return "moving " + significant(field.gateMove, 2);
    case Standing::Crossing:
        return "crossing 0.5";
    case Standing::FewGateRows:
        return "too few gate rows";
    case Standing::NotHeld:
        return "not held beyond chance";
    case Standing::Settled:
        break;
    }
    return "settled";
}

std::string standingDoubt(const Ranking& ranking, const FieldScore& field)
{
    switch (standingOf(ranking, field)) {
    case Standing::NoWholeEpoch:
        return "stopped before the first epoch's end";
    case Standing::TooFewSteps:
        return "too few steps to tell (no gate could have fallen below " + fixed(ranking.course.lowestGate, 2)
            + ")";
    case Standing::Moving:
        return inOneOf(ranking) + "still moving (by " + numberBeside(field.gateMove, kSettledMove)
            + " in the last epoch)";
    case Standing::Crossing:
        return inOneOf(ranking) + "not at rest (at its pace across one half within as many steps again)";
    case Standing::FewGateRows:
        return "only " + std::to_string(ranking.course.gateRows) + " gate rows (fewer than "
            + std::to_string(kFewestGateRows) + ")";
    case Standing::NotHeld:
        return "too few rows to tell (on " + std::to_string(ranking.course.gateRows)
            + " gate rows nothing pushed its gate up beyond chance)";
    case Standing::Settled:
        break;
    }
    return {};
}

bool allSettled(const Ranking& ranking)
{
    return !ranking.fields.empty()
        && std::all_of(ranking.fields.begin(), ranking.fields.end(), [&](const FieldScore& field) {
               return standingOf(ranking, field) == Standing::Settled;
           });
}

void judgeCourse(Ranking& ranking, const GateMotion& motion, const Trajectory& trajectory)
{
    const auto steps = static_cast<double>(motion.gateSteps.value_or(motion.steps));
    ranking.course.gateRows = motion.gateRows;
    ranking.course.lowestGate = sigmoid(motion.startLogit - motion.logitPerStep * steps);
    const double chance = motion.logitPerStep * std::sqrt(std::max(1.0, steps));
    const size_t point = paceStart(trajectory, motion.steps);
    for (size_t i = 0; i < ranking.fields.size(); ++i) {
        FieldScore& field = ranking.fields[i];
        field.push = (logitOf(field.gate) - motion.startLogit) / chance;
        field.crossing = trajectory.points() > 0
            && crosses(static_cast<double>(trajectory.gates[point * ranking.fields.size() + i]),
                       trajectory.steps[point], field.gate, motion.steps);
    }
}

void mergeCourse(Ranking& ranking, const Ranking& next, int searches)
{
    const auto before = static_cast<double>(searches);
    for (size_t i = 0; i < ranking.fields.size(); ++i) {
        FieldScore& field = ranking.fields[i];
        const FieldScore& other = next.fields[i];
        field.gateMove = std::max(field.gateMove, other.gateMove);
        field.crossing = field.crossing || other.crossing;
        field.push = (field.push * before + other.push) / (before + 1);
    }
    ranking.course.lowestGate = std::max(ranking.course.lowestGate, next.course.lowestGate);
}

} // namespace leap
