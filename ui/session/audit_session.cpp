// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/audit_session.h"

#include "ui/session/audit_worker.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <utility>

namespace leap::ui {
namespace {

/// Backward passes and Arrow's readers use deep stacks.
constexpr uint kStackBytes = 8U << 20U;

bool loads(const JobTask& task)
{
    return std::holds_alternative<OpenJob>(task) || std::holds_alternative<InspectJob>(task)
        || std::holds_alternative<ReadAuditJob>(task);
}

} // namespace

AuditSession::AuditSession(QObject* parent)
    : QObject(parent)
    , m_worker(new AuditWorker)
{
    qRegisterMetaType<JobEnd>();
    qRegisterMetaType<SnapshotPtr>();
    m_thread.setObjectName(QStringLiteral("audit worker"));
    m_thread.setStackSize(kStackBytes);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &AuditWorker::ended, this, &AuditSession::onWorkerEnded);
    connect(m_worker, &AuditWorker::searching, this, &AuditSession::onSearching);
    connect(m_worker, &AuditWorker::progressed, this,
            [this](quint64 job, const QString& what, qint64 done, qint64 total) {
                if (busy() && job == m_job.id)
                    Q_EMIT progressed(what, done, total);
            });
    m_poll.setInterval(m_pace.interval());
    connect(&m_poll, &QTimer::timeout, this, &AuditSession::takeSnapshot);
    m_thread.start();
}

AuditSession::~AuditSession()
{
    shutDown();
}

bool AuditSession::searching() const
{
    return busy() && std::holds_alternative<SearchJob>(m_job.task);
}

bool AuditSession::proving() const
{
    return busy() && std::holds_alternative<ProveJob>(m_job.task);
}

bool AuditSession::gathering() const
{
    return busy() && std::holds_alternative<EvidenceJob>(m_job.task);
}

bool AuditSession::opening() const
{
    return busy() && loads(m_job.task);
}

bool AuditSession::canStart(const JobTask& task) const
{
    if (m_closed)
        return false;
    return !busy() || (loads(m_job.task) && loads(task));
}

quint64 AuditSession::start(JobTask task)
{
    if (!canStart(task))
        return 0;
    if (busy())
        outdateCurrent();
    m_job = Job{};
    m_job.id = ++m_lastId;
    m_job.control = std::make_shared<JobControl>(AuditWorker::throttled(m_worker, m_job.id));
    if (const auto* search = std::get_if<SearchJob>(&task)) {
        m_job.control->setStepsPerSecond(m_stepsPerSecond);
        const Trajectory past = search->resume ? search->resume->result.trajectory : Trajectory{};
        m_job.observer = std::make_shared<QtObserver>(m_job.id, past);
    }
    m_job.task = std::move(task);
    m_pauseWanted = false;
    const quint64 id = m_job.id;
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, job = m_job] { worker->run(job); }, Qt::QueuedConnection);
    setState(State::Loading);
    return id;
}

void AuditSession::outdateCurrent()
{
    m_job.control->stop();
    const JobEnd end = endOf(std::exchange(m_job.id, 0), m_job.task, JobOutcome::Stopped);
    Q_EMIT ended(end);
}

void AuditSession::stop()
{
    if (!busy())
        return;
    m_job.control->stop();
    setState(State::Stopping);
}

void AuditSession::pause()
{
    if (!searching() || m_state == State::Stopping)
        return;
    m_pauseWanted = true;
    m_job.control->pause();
    if (m_state == State::Running)
        setState(State::Paused);
}

void AuditSession::resume()
{
    if (!searching() || m_state == State::Stopping)
        return;
    m_pauseWanted = false;
    m_job.control->resume();
    if (m_state == State::Paused)
        setState(State::Running);
}

void AuditSession::step()
{
    pause();
    if (searching())
        m_job.control->stepOnce();
}

void AuditSession::setStepsPerSecond(double rate)
{
    m_stepsPerSecond = rate;
    if (searching())
        m_job.control->setStepsPerSecond(rate);
}

void AuditSession::change(const LiveChange& change)
{
    if (searching())
        m_job.control->change(change);
}

void AuditSession::shutDown()
{
    if (m_closed)
        return;
    m_closed = true;
    stop();
    m_thread.quit();
    m_thread.wait();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
    if (busy()) // it was posted but never begun
        finish(endOf(m_job.id, m_job.task, JobOutcome::Stopped));
}

void AuditSession::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    if (searching())
        m_poll.start();
    else
        m_poll.stop();
    Q_EMIT stateChanged(state);
}

void AuditSession::takeSnapshot()
{
    if (!m_job.observer)
        return;
    const SnapshotPtr news = m_job.observer->take();
    if (!news)
        return;
    QElapsedTimer spent;
    spent.start();
    Q_EMIT snapshot(news);
    QTimer::singleShot(0, this, [this, spent] { // once what it changed is painted
        constexpr double kNanosecondsPerMs = 1e6;
        m_pace.spent(static_cast<double>(spent.nsecsElapsed()) / kNanosecondsPerMs);
        m_poll.setInterval(m_pace.interval());
    });
}

void AuditSession::onSearching(quint64 job)
{
    if (job == m_job.id && m_state == State::Loading)
        setState(m_pauseWanted ? State::Paused : State::Running);
}

void AuditSession::onWorkerEnded(const JobEnd& end)
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (busy() && end.id == m_job.id)
        finish(end);
}

void AuditSession::finish(const JobEnd& end)
{
    takeSnapshot();
    setState(end.outcome == JobOutcome::Failed ? State::Failed : State::Idle);
    Q_EMIT ended(end);
}

} // namespace leap::ui
