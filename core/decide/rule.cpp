// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/rule.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace leap {
namespace {

void requireOnce(const std::vector<std::string>& names, const char* option)
{
    std::set<std::string> seen;
    for (const std::string& name : names) {
        if (!seen.insert(name).second)
            throw InputError("The field '" + name + "' is named twice to be " + option + "; name it once.");
    }
}

void requireDisjoint(const Rule& rule)
{
    for (const std::string& name : rule.forceKeep) {
        if (std::find(rule.forceDrop.begin(), rule.forceDrop.end(), name) != rule.forceDrop.end())
            throw InputError("The field '" + name
                             + "' is forced to be kept and to be dropped; choose one of the two.");
    }
}

void requireKind(const Rule& rule)
{
    switch (rule.kind) {
    case Rule::Kind::Threshold:
        if (!std::isfinite(rule.threshold))
            throw InputError("The threshold is " + shortest(rule.threshold) + "; it must be a number.");
        return;
    case Rule::Kind::TopK:
        if (rule.topK < 1)
            throw InputError("Top-K is " + std::to_string(rule.topK) + "; keep at least 1 field.");
        if (static_cast<int64_t>(rule.forceKeep.size()) > rule.topK)
            throw InputError(std::to_string(rule.forceKeep.size())
                             + " fields are forced to be kept, more than the " + std::to_string(rule.topK)
                             + " places of Top-K; raise K or force fewer.");
        return;
    case Rule::Kind::KeepRatio:
        if (!(rule.keepRatio > 0 && rule.keepRatio <= 1)) // NaN fails every comparison
            throw InputError("The keep ratio is " + shortest(rule.keepRatio)
                             + "; it must be above 0, at most 1.");
        return;
    case Rule::Kind::MaxColumns:
        if (rule.maxColumns < 1)
            throw InputError("The largest number of columns is " + std::to_string(rule.maxColumns)
                             + "; it must be 1 or more.");
        return;
    case Rule::Kind::Earnings:
        if (rule.budget < 1)
            throw InputError("The budget is " + std::to_string(rule.budget) + " " + titleOf(rule.budgetOf)
                             + "; it must be 1 or more.");
        return;
    }
}

} // namespace

void Rule::validate() const
{
    requireOnce(forceKeep, "kept");
    requireOnce(forceDrop, "dropped");
    requireDisjoint(*this);
    requireKind(*this);
}

std::string Rule::text() const
{
    switch (kind) {
    case Kind::Threshold:
        return "threshold " + shortest(threshold);
    case Kind::TopK:
        return "top " + std::to_string(topK);
    case Kind::KeepRatio:
        return "ratio " + shortest(keepRatio);
    case Kind::MaxColumns:
        return "at most " + std::to_string(maxColumns) + " columns";
    case Kind::Earnings:
        return "most earnings within " + grouped(budget) + " " + titleOf(budgetOf);
    }
    return {};
}

} // namespace leap
