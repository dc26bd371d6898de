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

bool ColumnChoice::wantsInside(const std::string& name) const
{
    const auto inside = [&](const std::string& wanted) { return wanted.starts_with(name + "."); };
    return wants(name) || std::any_of(only.begin(), only.end(), inside);
}

} // namespace leap
