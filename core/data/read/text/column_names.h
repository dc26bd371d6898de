// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace leap {

/// Makes names unique and not empty; says what was renamed. @param first number of the first column, from 1.
/// Private to core/data, as is all of this file.
[[nodiscard]] std::vector<std::string> cleanNames(const std::vector<std::string>& cells, size_t first,
                                                  std::vector<std::string>& warnings);
/// c0, c1, ...
[[nodiscard]] std::vector<std::string> numberedNames(size_t columns);

} // namespace leap
