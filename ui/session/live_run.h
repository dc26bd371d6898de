// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/train/trajectory.h"
#include "ui/session/snapshots.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace leap::ui {

/// The course of the search that the pages show, running or done, and where in it the user looks. GUI thread.
class LiveRun : public QObject {
    Q_OBJECT
public:
    explicit LiveRun(QObject* parent = nullptr);

    [[nodiscard]] bool empty() const { return m_fields.isEmpty(); }
    [[nodiscard]] const QStringList& fields() const { return m_fields; }
    [[nodiscard]] const Trajectory& trajectory() const { return *m_trajectory; }
    /// The same, shared: it grows in place, on this thread, until the next restarted().
    [[nodiscard]] std::shared_ptr<const Trajectory> course() const { return m_trajectory; }
    [[nodiscard]] const std::vector<EpochReport>& epochs() const { return m_epochs; }
    [[nodiscard]] const std::vector<ChangeMark>& changes() const { return m_changes; }
    [[nodiscard]] const std::vector<std::string>& messages() const { return m_messages; }
    [[nodiscard]] const StepValues& newest() const { return m_newest; }
    [[nodiscard]] int64_t totalSteps() const { return m_epochsPlanned * m_stepsPerEpoch; } ///< 0 = unknown
    [[nodiscard]] int64_t stepsPerEpoch() const { return m_stepsPerEpoch; }
    [[nodiscard]] int64_t epochsPlanned() const { return m_epochsPlanned; }
    /// Over a stream: epochs() are its blocks, judged on the next one.
    [[nodiscard]] bool singlePass() const { return m_singlePass; }
    [[nodiscard]] int64_t batch() const { return m_batch; }
    [[nodiscard]] int threads() const { return m_threads; }
    [[nodiscard]] const QString& engine() const { return m_engine; }
    [[nodiscard]] double alpha() const { return m_alpha; } ///< as used; 0 while it is being chosen
    [[nodiscard]] double stepsPerSecond() const { return m_stepsPerSecond; }

    /// The step that all views show: the cursor's, or the newest.
    [[nodiscard]] const StepValues& shown() const { return m_shown; }
    [[nodiscard]] bool followsNewest() const { return !m_cursor; }
    [[nodiscard]] std::optional<int64_t> cursorStep() const { return m_cursorStep; }
    [[nodiscard]] std::optional<int64_t> cursorPoint() const { return m_cursor; } ///< index in the trajectory
    /// At the end of a finished run, gates that have settled (core/search/gate_course.h). Before that, those
    /// that moved by at most .01 in the epoch before the shown step; none before the steps could have taken a
    /// gate to its end.
    [[nodiscard]] int settledCount() const;

    /// A search of these fields is about to begin.
    void begin(const QStringList& fields);
    /// A stopped search continues: keeps its course.
    void continueFrom(const RunRecord& record);
    void apply(const RunSnapshot& snapshot);
    /// Shows a run from its record. Where it is the one that was followed live, cursor and views stay as they
    /// are.
    void show(const RunRecord& record);
    void clear();
    void lookAt(std::optional<int64_t> point); ///< nothing = follow the newest step
    void lookAtStep(int64_t step); ///< the recorded step at or before it

Q_SIGNALS:
    void restarted(); ///< other fields, or a fresh course
    void advanced(); ///< new steps, epochs, marks or messages
    void shownChanged(); ///< the cursor moved, or the newest step did while it is followed

private:
    void reset();
    void adopt(const RunRecord& record);
    void takeEnd(const RunRecord& record);
    [[nodiscard]] bool wasFollowed(const RunRecord& record) const;
    void updateShown();
    [[nodiscard]] StepValues valuesAt(int64_t point) const;
    [[nodiscard]] std::optional<int64_t> pointAtOrBefore(int64_t step) const;

    QStringList m_fields;
    std::shared_ptr<Trajectory> m_trajectory;
    std::vector<EpochReport> m_epochs;
    std::vector<ChangeMark> m_changes;
    std::vector<std::string> m_messages;
    StepValues m_newest;
    StepValues m_shown;
    std::optional<int64_t> m_cursorStep; ///< the step under the cursor, as thinning renumbers points
    std::optional<int64_t> m_cursor;
    std::optional<int> m_settledAtEnd; ///< by the finished run's own measure
    int64_t m_stepsPerEpoch = 0;
    int64_t m_epochsPlanned = 0;
    bool m_singlePass = false;
    int64_t m_batch = 0;
    int m_threads = 0;
    QString m_engine;
    double m_alpha = 0;
    int64_t m_fewestSteps = 0;
    double m_stepsPerSecond = 0;
};

} // namespace leap::ui
