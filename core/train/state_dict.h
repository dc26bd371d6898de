// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace leap {

/// A named array of a training's state.
struct StateArray {
    std::vector<int64_t> shape; ///< its product is the number of values
    std::variant<std::vector<float>, std::vector<double>, std::vector<int64_t>> values;
    bool operator==(const StateArray&) const = default;
};

/// The whole state of a training as one serialisable value: "engine/mlp.0.weight", "gates/theta",
/// "trainer/step", ...
using StateDict = std::map<std::string, StateArray>;

void putFloats(StateDict& state, const std::string& name, std::vector<float> values);
void putDoubles(StateDict& state, const std::string& name, std::vector<double> values);
void putInts(StateDict& state, const std::string& name, std::vector<int64_t> values);
/// @throws InputError naming the array when it is missing, of another type, or not of `size` values (-1: any)
[[nodiscard]] const std::vector<float>& getFloats(const StateDict& state, const std::string& name,
                                                  int64_t size = -1);
[[nodiscard]] const std::vector<double>& getDoubles(const StateDict& state, const std::string& name,
                                                    int64_t size = -1);
[[nodiscard]] const std::vector<int64_t>& getInts(const StateDict& state, const std::string& name,
                                                  int64_t size = -1);

} // namespace leap
