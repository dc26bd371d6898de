// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/job.h"
#include "ui/session/poll_pace.h"
#include "ui/session/snapshots.h"

#include <QObject>
#include <QThread>
#include <QTimer>

namespace leap::ui {

class AuditWorker;

/// The window's side of all heavy work: one job at a time in one worker thread. GUI thread only.
///
/// Every job that `start` accepts ends in exactly one `ended`: finished, stopped or failed. A newer opening
/// outdates one that is still loading: the older job is cancelled, reported as stopped at once, and its late
/// result is dropped.
class AuditSession : public QObject {
    Q_OBJECT
public:
    enum class State {
        Idle, ///< nothing runs
        Loading, ///< reading, scanning, encoding, writing
        Running, ///< searching
        Paused, ///< a search waits at a batch boundary, or will at the next
        Stopping, ///< asked to stop, still running
        Failed, ///< nothing runs; the last job failed
    };
    Q_ENUM(State)

    explicit AuditSession(QObject* parent = nullptr);
    /// Stops what runs and joins the thread.
    ~AuditSession() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool busy() const { return m_state != State::Idle && m_state != State::Failed; }
    /// A search is under way: encoding, running, paused or stopping.
    [[nodiscard]] bool searching() const;
    [[nodiscard]] bool proving() const; ///< models are being trained for a proof
    [[nodiscard]] bool gathering() const; ///< a finished run is asked for more evidence
    [[nodiscard]] bool opening() const; ///< data or an audit are being read or scanned
    [[nodiscard]] bool canStart(const JobTask& task) const;

    /// Starts a job and returns its id (from 1), or 0 when another one must end first.
    quint64 start(JobTask task);
    void stop(); ///< of any job; a search keeps what it has learnt
    void pause();
    void resume();
    void step(); ///< one search step, then pause
    void setStepsPerSecond(double rate); ///< 0 = full speed; also for later searches
    [[nodiscard]] double stepsPerSecond() const { return m_stepsPerSecond; }
    void change(const LiveChange& change); ///< ignored when no search runs
    /// Stops what runs, waits for it and reports it; no job can start afterwards.
    void shutDown();

Q_SIGNALS:
    void stateChanged(leap::ui::AuditSession::State state);
    void progressed(const QString& what, qint64 done, qint64 total); ///< of the job now; total 0 = unknown
    void snapshot(const leap::ui::SnapshotPtr& snapshot);
    void ended(const leap::ui::JobEnd& end);

private:
    void setState(State state);
    void takeSnapshot();
    void finish(const JobEnd& end);
    void onWorkerEnded(const JobEnd& end);
    void onSearching(quint64 job);
    void outdateCurrent();

    QThread m_thread;
    AuditWorker* m_worker = nullptr; ///< lives in m_thread, deleted as it ends
    QTimer m_poll;
    PollPace m_pace;
    State m_state = State::Idle;
    Job m_job; ///< the current one; meaningful while busy
    quint64 m_lastId = 0;
    bool m_pauseWanted = false;
    bool m_closed = false;
    double m_stepsPerSecond = 0;
};

} // namespace leap::ui
