// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"

#include <cstdint>
#include <optional>
#include <string>

namespace leap {

/// The four parts of a dataset. Rows of Gate train the gates only, rows of Validation judge and stop, rows of
/// Test are opened for the final figures.
enum class Part : uint8_t { Train, Gate, Validation, Test };
inline constexpr int kParts = 4;
template <> struct EnumNames<Part> {
    static constexpr const char* what = "part";
    static constexpr EnumName<Part> entries[] = {
        {Part::Train, "train"}, {Part::Gate, "gate"}, {Part::Validation, "validation"}, {Part::Test, "test"}};
};
[[nodiscard]] const char* partName(Part part); ///< "train", "gate", "validation", "test"
/// A part as people write it in a column: its name in any case, or training, valid, val or dev; nothing for
/// any other text.
[[nodiscard]] std::optional<Part> parsePart(const std::string& text);

} // namespace leap
