// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/column_choice.h"

#include <algorithm>

namespace leap {

bool ColumnChoice::wants(const std::string& name) const
{
    const auto lists = [&](const std::vector<std::string>& names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    return (only.empty() || lists(only)) && !lists(without);
}

} // namespace leap
