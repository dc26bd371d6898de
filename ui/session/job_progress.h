// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/study/retrain/prove_observer.h"
#include "core/train/observer.h"

namespace leap::ui {

/// A chain of trainings as progress of its job. Cancelled with it, by an exception.
class TrainingProgress final : public ProveObserver {
public:
    explicit TrainingProgress(Progress& progress)
        : m_progress(progress)
    {
    }
    void working(const std::string& what, int64_t done, int64_t total) override;

private:
    Progress& m_progress;
};

/// A chain of searches as progress of its job: which of them runs, the last short message, and its steps.
/// Never throws: searches stop by their RunControl, so that those done are kept.
class SearchesProgress final : public TrainObserver {
public:
    /// @param searches how many there are at most
    SearchesProgress(Progress& progress, int searches)
        : m_progress(progress)
        , m_searches(searches)
    {
    }
    void started(const RunPlan& plan) override;
    void stepped(const StepReport& report) override;
    void message(const std::string& text) override;

private:
    void report(const std::string& what, int64_t step, int64_t steps);
    [[nodiscard]] std::string place(int search) const;

    Progress& m_progress;
    int m_searches;
    int m_started = 0;
    int64_t m_steps = 0; ///< of the search that runs; 0 = unknown
};

} // namespace leap::ui
