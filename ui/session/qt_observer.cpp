// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/qt_observer.h"

#include <utility>

namespace leap::ui {

QtObserver::QtObserver(quint64 job, const Trajectory& resumed)
{
    m_pending.job = job;
    m_index.stride = resumed.stride;
    m_index.steps = resumed.steps;
    m_index.trainLoss = resumed.trainLoss;
    m_index.gateLoss = resumed.gateLoss;
}

SnapshotPtr QtObserver::take()
{
    const std::lock_guard lock(m_mutex);
    if (!m_news)
        return nullptr;
    m_news = false;
    auto taken = std::make_shared<RunSnapshot>(std::move(m_pending));
    taken->sequence = ++m_sequence;
    m_pending = RunSnapshot{};
    m_pending.job = taken->job;
    m_pending.newest = taken->newest;
    m_pending.stepsPerSecond = taken->stepsPerSecond;
    return taken;
}

void QtObserver::started(const RunPlan& plan)
{
    const std::lock_guard lock(m_mutex);
    m_pending.plan = plan;
    m_news = true;
}

void QtObserver::stepped(const StepReport& report)
{
    const std::lock_guard lock(m_mutex);
    keepPoint(report);
    m_pending.newest = StepValues::of(report);
    measureRate(report.step);
    m_news = true;
}

void QtObserver::keepPoint(const StepReport& report)
{
    StepReport bare;
    bare.step = report.step;
    const int64_t stride = m_index.stride;
    m_index.record(bare);
    if (m_index.stride != stride)
        std::erase_if(m_pending.points,
                      [this](const StepValues& p) { return (p.step - 1) % m_index.stride != 0; });
    if (!m_index.steps.empty() && m_index.steps.back() == report.step)
        m_pending.points.push_back(StepValues::of(report));
}

void QtObserver::measureRate(int64_t step)
{
    constexpr std::chrono::duration<double> kWindow(1.0);
    const auto now = Clock::now();
    const std::chrono::duration<double> elapsed = now - m_rateSince;
    if (m_rateFrom > 0 && elapsed < kWindow)
        return;
    if (m_rateFrom > 0)
        m_pending.stepsPerSecond = static_cast<double>(step - m_rateFrom) / elapsed.count();
    m_rateSince = now;
    m_rateFrom = step;
}

void QtObserver::epochDone(const EpochReport& report)
{
    const std::lock_guard lock(m_mutex);
    m_pending.epochs.push_back(report);
    m_news = true;
}

void QtObserver::changed(const ChangeMark& mark)
{
    const std::lock_guard lock(m_mutex);
    m_pending.changes.push_back(mark);
    m_news = true;
}

void QtObserver::message(const std::string& text)
{
    const std::lock_guard lock(m_mutex);
    m_pending.messages.push_back(text);
    m_news = true;
}

} // namespace leap::ui
