// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/rule_options.h"

#include "app/commands/command.h"
#include "core/base/error.h"

namespace leap::app {

void RuleOptions::add(CLI::App& app)
{
    CLI::Option_group& rules = *app.add_option_group("rule", "one of");
    rules.add_option("--threshold", m_rule.threshold, "keep fields whose gate is not below this")
        ->capture_default_str();
    m_topK = rules.add_option("--top-k", m_rule.topK, "keep the K best");
    m_ratio = rules.add_option("--keep-ratio", m_rule.keepRatio, "keep max(1, floor(R x fields)) best");
    m_columns = rules.add_option("--max-columns", m_rule.maxColumns,
                                 "go down the ranking, skip what does not fit into N columns; with --by "
                                 "earnings, keep what earns most within them");
    m_bytes = rules.add_option("--max-bytes", m_mostBytes,
                               "keep what earns most within N bytes of tables and first-layer weights");
    m_flops =
        rules.add_option("--max-flops", m_mostFlops, "keep what earns most within N first-layer FLOPs a row");
    rules.require_option(0, 1);
    m_by = app.add_option("--by", m_order,
                          "what a budget goes by: gates (--max-columns), or earnings from 'leap ledger'")
               ->check(CLI::IsMember({"gates", "earnings"}));
    addNames(app, "--force-keep", m_rule.forceKeep, "fields to keep in any case: a,b");
    addNames(app, "--force-drop", m_rule.forceDrop, "fields to drop in any case: a,b");
}

Rule RuleOptions::rule() const
{
    const bool onlyEarnings = m_bytes->count() > 0 || m_flops->count() > 0;
    if (onlyEarnings && m_by->count() > 0 && m_order != "earnings")
        throw InputError("--max-bytes and --max-flops go by earnings, not by gates; leave --by out.");
    if (onlyEarnings || m_order == "earnings")
        return byEarnings();
    Rule rule = m_rule;
    if (m_topK->count() > 0)
        rule.kind = Rule::Kind::TopK;
    else if (m_ratio->count() > 0)
        rule.kind = Rule::Kind::KeepRatio;
    else
        rule.kind = m_columns->count() > 0 ? Rule::Kind::MaxColumns : Rule::Kind::Threshold;
    return rule;
}

Rule RuleOptions::byEarnings() const
{
    Rule rule = m_rule;
    rule.kind = Rule::Kind::Earnings;
    if (m_bytes->count() > 0)
        rule.budgetOf = BudgetOf::Bytes;
    else if (m_flops->count() > 0)
        rule.budgetOf = BudgetOf::Flops;
    else if (m_columns->count() == 0)
        throw InputError("--by earnings needs a budget: --max-columns, --max-bytes or --max-flops.");
    rule.budget = rule.budgetOf == BudgetOf::Bytes ? m_mostBytes
        : rule.budgetOf == BudgetOf::Flops         ? m_mostFlops
                                                   : m_rule.maxColumns;
    return rule;
}

} // namespace leap::app
