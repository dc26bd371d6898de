// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/time_columns.h"

namespace leap {

std::vector<std::string> timeColumns(const InspectReport& report)
{
    std::vector<std::string> names;
    for (const ColumnReport& column : report.columns) {
        const bool known = !column.timeFormat.empty() && !column.timeAmbiguous();
        if (known && !column.constant)
            names.push_back(column.name);
    }
    return names;
}

} // namespace leap
