// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/split_rule.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <string>
#include <vector>

namespace leap {

SplitRule parseSplit(const std::string& text)
{
    if (text == "random")
        return {};
    const size_t colon = text.find(':');
    const std::string kind = text.substr(0, colon);
    const std::string column = colon == std::string::npos ? std::string() : text.substr(colon + 1);
    static const std::vector<std::string> kKinds{"random", "time", "column", "group", "stream"};
    const auto known = std::find(kKinds.begin(), kKinds.end(), kind);
    if (known == kKinds.end() || known == kKinds.begin())
        throw InputError("split '" + text + "': use random, time:COL, column:COL, group:COL or stream:COL."
                         + (known == kKinds.end() ? didYouMean(kind, kKinds) : std::string()));
    if (column.empty())
        throw InputError("split '" + text + "': name the column, as in " + kind + ":COL.");
    return {static_cast<SplitRule::Kind>(known - kKinds.begin()), column};
}

std::string splitText(const SplitRule& rule)
{
    switch (rule.kind) {
    case SplitRule::Kind::Time:
        return "time:" + rule.column;
    case SplitRule::Kind::Column:
        return "column:" + rule.column;
    case SplitRule::Kind::Group:
        return "group:" + rule.column;
    case SplitRule::Kind::Stream:
        return "stream:" + rule.column;
    default:
        return "random";
    }
}

} // namespace leap
