// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leap {

/// Names of an engine's arrays in a training's state: "engine/mlp.0.weight", "engine/table.3.parameter", ...
inline constexpr const char* kEnginePrefix = "engine/";

/// Ends of the names of what the optimiser keeps.
namespace optimiser_array {
inline constexpr const char* kMoment1 = ".moment1"; ///< of a parameter
inline constexpr const char* kMoment2 = ".moment2";
inline constexpr const char* kMoment2Root = "moment2_root"; ///< of a table, as the next
inline constexpr const char* kLastGradient = "last_gradient";
inline constexpr const char* kRate = "learning_rate";
inline constexpr const char* kSteps = "adam_steps";
} // namespace optimiser_array

/// Whether an array of an engine's state belongs to the model (weights, running statistics) and not to its
/// optimiser. @param name "engine/..."
[[nodiscard]] bool isModelState(std::string_view name);

inline constexpr const char* kTableWeights = "parameter";
/// An array of a learnt table. @param table its place in the order of the row's inputs, counting those that
/// have one
[[nodiscard]] std::string tableStateName(size_t table, const std::string& part = kTableWeights,
                                         const std::string& prefix = kEnginePrefix);

} // namespace leap
