// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace leap {

/// Finds the bytes that cut a text into cells: `delimiter`, `quote`, '\n' and '\r'. Their places go to
/// `places` in ascending order, which has room for `size` of them; returns how many there are. By the
/// machine's best instruction set. Private to core/data.
[[nodiscard]] size_t findCuts(const char* text, size_t size, char delimiter, char quote, uint32_t* places);

} // namespace leap
