// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// "label: there is no column 'ratng' in ml.csv. Did you mean 'rating'? Its columns: a, b." Private to
/// core/data.
[[nodiscard]] std::string unknownColumn(const std::vector<std::string>& columns, const std::string& name,
                                        const std::string& use, const std::string& where);

/// The first `most` texts joined by ", ", and how many more there are.
[[nodiscard]] std::string listed(const std::vector<std::string>& texts, size_t most);

/// "1 row", "1,234 rows".
[[nodiscard]] std::string counted(int64_t number, const std::string& noun);

/// "column 'price': 3 infinite cells read as missing."
[[nodiscard]] std::string infiniteCells(const std::string& column, int64_t count);

/// A share as "12.3 %".
[[nodiscard]] std::string percent(double share);

} // namespace leap
