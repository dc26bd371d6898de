// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/inspect/inspect.h"

#include "core/base/text.h"
#include "core/data/column/messages.h"

namespace leap {

std::vector<std::string> ColumnReport::flags() const
{
    std::vector<std::string> flags;
    if (possibleLeak)
        flags.push_back(leakText());
    if (constant)
        flags.emplace_back("constant");
    if (rowIdLike)
        flags.emplace_back(kRowId);
    if (!duplicateOf.empty())
        flags.push_back("same information as '" + duplicateOf + "'");
    if (flags.empty() && !leftOut.empty())
        flags.push_back(leftOut);
    if (badCells > 0)
        flags.push_back(counted(badCells, "bad cell") + " read as missing");
    return flags;
}

std::string ColumnReport::leakText() const
{
    return "possible leak: AUC " + fixed(aucAlone.value_or(0), 3) + " alone";
}

const ColumnReport* InspectReport::find(const std::string& name) const
{
    for (const ColumnReport& column : columns) {
        if (column.name == name)
            return &column;
    }
    return nullptr;
}

} // namespace leap
