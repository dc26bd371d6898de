// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/table_block.h"

namespace leap::synth {

/// Largest length of a cell without its prefix.
inline constexpr size_t kLongestCell = 32;

/// Writes the text of a cell that is neither a real number nor missing to `out`, with its prefix.
/// @return the end of the text
[[nodiscard]] char* putCell(char* out, const ColumnSpec& spec, int64_t value);
/// Six significant digits, as printf's %g writes them.
[[nodiscard]] char* putReal(char* out, float value);

} // namespace leap::synth
