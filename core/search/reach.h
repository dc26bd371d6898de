// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"
#include "core/settings/settings.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace leap {

/// Whether a search is long enough for a gate to fall. Adam moves theta by at most about its rate a step, so
/// `steps` steps take a gate no lower than sigmoid((theta_0 - rate steps) / tau).
[[nodiscard]] double lowestReachableGate(const Settings& settings, double gateLearningRate, int64_t steps);

/// Steps that take a useless gate to its end (.001) if every one of them goes down.
[[nodiscard]] int64_t stepsToFall(const Settings& settings, double gateLearningRate);

/// The gate rate and number of epochs with which a useless field can be seen to be useless.
struct Reach {
    double gateLearningRate = 1e-3;
    int64_t epochs = 0;
    double lowestGate = 0;
    std::optional<std::string> message; ///< what was raised and why; for the user
};

/// Above kHighestLowestGate, raises the rate, or the epochs where the user fixed the rate. Epochs of the
/// user's own (Settings::obeyEpochs) stay; the message then says how many it would take.
inline constexpr double kHighestLowestGate = 0.1;
[[nodiscard]] Reach planReach(const Settings& settings, int64_t stepsPerEpoch);
/// The same for a single pass, which cannot be made longer: only the rate is raised, and where that does not
/// do, the message says what would.
[[nodiscard]] Reach planStreamReach(const Settings& settings, int64_t gateSteps);

/// The settings with the epochs that a search of these rows would run for: so long every selector searches
/// and every kept set trains where they are compared, or the one that raised its own epochs would have an
/// unfair share.
[[nodiscard]] Settings withPlannedEpochs(Settings settings, const std::shared_ptr<const Dataset>& dataset);

} // namespace leap
