// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/trajectory.h"
#include "ui/session/snapshots.h"

#include <chrono>
#include <mutex>

namespace leap::ui {

/// A search's mailbox: the trainer writes on its thread, the window takes what is new at its own pace (a
/// timer of at most 20 Hz), so that a fast search cannot flood the event queue and the last step before a
/// pause is never held back. Holds the newest values and those steps since the last take that core's
/// Trajectory would keep: never more than Trajectory::kMostPoints.
class QtObserver final : public TrainObserver {
public:
    /// @param resumed the course so far of a search that is continued; empty for a fresh one
    explicit QtObserver(quint64 job, const Trajectory& resumed = {});

    /// What is new since the last call, or nothing. Any thread.
    [[nodiscard]] SnapshotPtr take();

    void started(const RunPlan& plan) override;
    void stepped(const StepReport& report) override;
    void epochDone(const EpochReport& report) override;
    void changed(const ChangeMark& mark) override;
    void message(const std::string& text) override;

private:
    using Clock = std::chrono::steady_clock;
    void keepPoint(const StepReport& report);
    void measureRate(int64_t step);

    std::mutex m_mutex; ///< guards everything below
    RunSnapshot m_pending;
    int64_t m_sequence = 0;
    bool m_news = false;
    Trajectory m_index; ///< steps only: tells which of them are kept
    Clock::time_point m_rateSince{};
    int64_t m_rateFrom = 0;
};

} // namespace leap::ui
