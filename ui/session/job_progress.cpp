// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/job_progress.h"

#include <algorithm>

namespace leap::ui {

void TrainingProgress::working(const std::string& what, int64_t done, int64_t total)
{
    m_progress.report({what, done, total});
}

void SearchesProgress::started(const RunPlan& plan)
{
    m_steps = plan.epochs * plan.stepsPerEpoch;
    ++m_started;
}

void SearchesProgress::stepped(const StepReport& report)
{
    this->report(place(m_started), report.step, m_steps);
}

void SearchesProgress::message(const std::string& text)
{
    constexpr size_t kShort = 80; // longer ones are for the run's log
    const bool shown = text.size() <= kShort && text.find('\n') == std::string::npos;
    report(place(m_started + 1) + (shown ? ": " + text : ""), 0, 0);
}

std::string SearchesProgress::place(int search) const
{
    return "Search " + std::to_string(std::min(search, m_searches)) + " of " + std::to_string(m_searches);
}

void SearchesProgress::report(const std::string& what, int64_t step, int64_t steps)
{
    if (!m_progress.cancelled())
        m_progress.report({what, step, steps});
}

} // namespace leap::ui
