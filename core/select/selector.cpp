// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/selector.h"

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/base/names.h"
#include "core/select/selector_table.h"

#include <chrono>

namespace leap {

SelectorOutcome Selector::run(const SelectorContext& context) const
{
    context.settings.validate();
    if (context.dataset->layout.fields() == 0)
        throw InputError("The schema has no field to choose from.");
    const auto start = std::chrono::steady_clock::now();
    SelectorOutcome outcome;
    try {
        select(context, outcome);
    } catch (const Cancelled&) {
        if (!context.control.stopRequested())
            throw; // cancelled by the observer's job, not by the selector's own control
        outcome.outcome = RunOutcome::Stopped;
    }
    outcome.ranking.selector = name();
    outcome.seconds = secondsSince(start);
    return outcome;
}

std::unique_ptr<Selector> makeSelector(const std::string& name)
{
    for (const SelectorMaker make : kSelectorMakers) {
        auto selector = make();
        if (selector->name() == name)
            return selector;
    }
    refuseUnknown("selector", name, selectorNames());
}

std::vector<std::string> selectorNames()
{
    std::vector<std::string> names;
    for (const SelectorMaker make : kSelectorMakers)
        names.push_back(make()->name());
    return names;
}

} // namespace leap
