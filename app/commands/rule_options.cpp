// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/rule_options.h"

#include "app/commands/command.h"

namespace leap::app {

void RuleOptions::add(CLI::App& app)
{
    CLI::Option_group& rules = *app.add_option_group("rule", "one of");
    rules.add_option("--threshold", m_rule.threshold, "keep fields whose gate is not below this")
        ->capture_default_str();
    m_topK = rules.add_option("--top-k", m_rule.topK, "keep the K best");
    m_ratio = rules.add_option("--keep-ratio", m_rule.keepRatio, "keep max(1, floor(R x fields)) best");
    m_columns = rules.add_option("--max-columns", m_rule.maxColumns,
                                 "go down the ranking, skip what does not fit into N columns");
    rules.require_option(0, 1);
    addNames(app, "--force-keep", m_rule.forceKeep, "fields to keep in any case: a,b");
    addNames(app, "--force-drop", m_rule.forceDrop, "fields to drop in any case: a,b");
}

Rule RuleOptions::rule() const
{
    Rule rule = m_rule;
    if (m_topK->count() > 0)
        rule.kind = Rule::Kind::TopK;
    else if (m_ratio->count() > 0)
        rule.kind = Rule::Kind::KeepRatio;
    else
        rule.kind = m_columns->count() > 0 ? Rule::Kind::MaxColumns : Rule::Kind::Threshold;
    return rule;
}

} // namespace leap::app
