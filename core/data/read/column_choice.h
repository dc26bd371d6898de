// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace leap {

/// Which columns of a file are read. Private to core/data.
struct ColumnChoice {
    std::vector<std::string> only; ///< names; empty = all
    std::vector<std::string> without = {};
    [[nodiscard]] bool wants(const std::string& name) const;
    /// The column itself, or a member of the structs in it ("a.b").
    [[nodiscard]] bool wantsInside(const std::string& name) const;
};

} // namespace leap
