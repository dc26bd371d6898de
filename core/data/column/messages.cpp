// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/messages.h"

#include "core/base/text.h"

#include <algorithm>

namespace leap {

std::string listed(const std::vector<std::string>& texts, size_t most)
{
    const size_t shown = std::min(most, texts.size());
    const auto end = texts.begin() + static_cast<std::ptrdiff_t>(shown);
    std::string text = join({texts.begin(), end}, ", ");
    if (shown < texts.size())
        text += ", ... (" + grouped(static_cast<int64_t>(texts.size() - shown)) + " more)";
    return text;
}

std::string unknownColumn(const std::vector<std::string>& columns, const std::string& name,
                          const std::string& use, const std::string& where)
{
    constexpr size_t kShown = 40;
    return use + ": there is no column '" + name + "' in " + where + "." + didYouMean(name, columns)
        + " Its columns: " + listed(columns, kShown) + ".";
}

std::string counted(int64_t number, const std::string& noun)
{
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string infiniteCells(const std::string& column, int64_t count)
{
    return "column '" + column + "': " + counted(count, "infinite cell") + " read as missing.";
}

std::string percent(double share)
{
    return fixed(100 * share, share != 0 && share < 0.001 ? 3 : 1) + " %";
}

} // namespace leap
