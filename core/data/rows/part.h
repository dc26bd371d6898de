// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace leap {

/// The four parts of a dataset. Rows of Gate train the gates only, rows of Validation judge and stop, rows of
/// Test are opened for the final figures.
enum class Part : uint8_t { Train, Gate, Validation, Test };
inline constexpr int kParts = 4;
[[nodiscard]] const char* partName(Part part); ///< "train", "gate", "validation", "test"

} // namespace leap
