// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/rule.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

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
            throw InputError("The budget is " + std::to_string(rule.budget) + " " + budgetName(rule.budgetOf)
                             + "; it must be 1 or more.");
        return;
    }
}

constexpr std::array<Rule::Kind, 5> kKinds{Rule::Kind::Threshold, Rule::Kind::TopK, Rule::Kind::KeepRatio,
                                           Rule::Kind::MaxColumns, Rule::Kind::Earnings};
constexpr std::array<std::pair<const char*, BudgetOf>, 3> kBudgets{
    {{"columns", BudgetOf::Columns}, {"bytes", BudgetOf::Bytes}, {"flops", BudgetOf::Flops}}};

/// As files write it.
std::string budgetKey(BudgetOf unit)
{
    return kBudgets[static_cast<size_t>(unit)].first;
}

BudgetOf parseBudgetOf(const std::string& name, const std::string& where)
{
    std::vector<std::string> known;
    for (const auto& [key, unit] : kBudgets) {
        if (name == key)
            return unit;
        known.emplace_back(key);
    }
    throw InputError(where + ": unknown unit '" + name + "' of a budget." + didYouMean(name, known)
                     + " Known: " + join(known, ", ") + ".");
}

Rule::Kind parseRuleKind(const std::string& name, const std::string& where)
{
    std::vector<std::string> known;
    for (const Rule::Kind kind : kKinds) {
        if (name == ruleName(kind))
            return kind;
        known.emplace_back(ruleName(kind));
    }
    throw InputError(where + ": unknown rule '" + name + "'." + didYouMean(name, known)
                     + " Known: " + join(known, ", ") + ".");
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
        return "most earnings within " + grouped(budget) + " " + budgetName(budgetOf);
    }
    return {};
}

const char* ruleName(Rule::Kind kind)
{
    switch (kind) {
    case Rule::Kind::Threshold:
        return "threshold";
    case Rule::Kind::TopK:
        return "top-k";
    case Rule::Kind::KeepRatio:
        return "keep-ratio";
    case Rule::Kind::MaxColumns:
        return "max-columns";
    case Rule::Kind::Earnings:
        return "earnings";
    }
    return "";
}

const char* budgetName(BudgetOf unit)
{
    switch (unit) {
    case BudgetOf::Columns:
        return "columns";
    case BudgetOf::Bytes:
        return "bytes";
    case BudgetOf::Flops:
        return "FLOPs";
    }
    return "";
}

Json ruleToJson(const Rule& rule)
{
    Json json;
    json["kind"] = ruleName(rule.kind);
    switch (rule.kind) {
    case Rule::Kind::Threshold:
        json["threshold"] = rule.threshold;
        break;
    case Rule::Kind::TopK:
        json["top_k"] = rule.topK;
        break;
    case Rule::Kind::KeepRatio:
        json["keep_ratio"] = rule.keepRatio;
        break;
    case Rule::Kind::MaxColumns:
        json["max_columns"] = rule.maxColumns;
        break;
    case Rule::Kind::Earnings:
        json["budget_of"] = budgetKey(rule.budgetOf);
        json["budget"] = rule.budget;
        break;
    }
    json["force_keep"] = rule.forceKeep;
    json["force_drop"] = rule.forceDrop;
    return json;
}

Rule ruleFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    Rule rule;
    rule.kind = parseRuleKind(reader.get<std::string>("kind"), reader.placeOf("kind"));
    switch (rule.kind) {
    case Rule::Kind::Threshold:
        rule.threshold = reader.get<double>("threshold");
        break;
    case Rule::Kind::TopK:
        rule.topK = reader.get<int64_t>("top_k");
        break;
    case Rule::Kind::KeepRatio:
        rule.keepRatio = reader.get<double>("keep_ratio");
        break;
    case Rule::Kind::MaxColumns:
        rule.maxColumns = reader.get<int64_t>("max_columns");
        break;
    case Rule::Kind::Earnings:
        rule.budgetOf = parseBudgetOf(reader.get<std::string>("budget_of"), reader.placeOf("budget_of"));
        rule.budget = reader.get<int64_t>("budget");
        break;
    }
    rule.forceKeep = reader.get("force_keep", rule.forceKeep);
    rule.forceDrop = reader.get("force_drop", rule.forceDrop);
    reader.finish();
    rule.validate();
    return rule;
}

} // namespace leap
