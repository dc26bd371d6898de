// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/run_actions.h"

#include "ui/theme.h"

#include <QAction>
#include <QKeySequence>

namespace leap::ui {

RunActions::RunActions(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_start(make(tr("Start"), QStringLiteral("start"), QKeySequence(Qt::Key_F5),
                   tr("Search with the current settings")))
    , m_continue(make(tr("Continue"), QStringLiteral("start"), QKeySequence(Qt::SHIFT | Qt::Key_F5),
                      tr("Continue the stopped search")))
    , m_pause(make(tr("Pause"), QStringLiteral("pause"), QKeySequence(Qt::Key_F6),
                   tr("Pause the search after this step, or resume it")))
    , m_step(
          make(tr("Step"), QStringLiteral("step"), QKeySequence(Qt::Key_F7), tr("Do one step, then pause")))
    , m_stop(make(tr("Stop"), QStringLiteral("stop"), QKeySequence(Qt::SHIFT | Qt::Key_F6),
                  tr("End the search after this step and keep what it has learnt")))
{
    m_pause->setCheckable(true);
    AuditSession& session = m_bench.session();
    connect(m_start, &QAction::triggered, this, [this] {
        Q_EMIT startRequested();
        m_bench.startSearch();
    });
    connect(m_continue, &QAction::triggered, this, [this] {
        Q_EMIT startRequested();
        m_bench.continueSearch();
    });
    connect(m_pause, &QAction::triggered, &session,
            [&session](bool on) { on ? session.pause() : session.resume(); });
    connect(m_step, &QAction::triggered, &session, &AuditSession::step);
    connect(m_stop, &QAction::triggered, &session, &AuditSession::stop);
    connect(&session, &AuditSession::stateChanged, this, &RunActions::refresh);
    for (const auto signal :
         {&Study::sourceChanged, &Study::schemaChanged, &Study::runsChanged, &Study::settingsChanged})
        connect(&m_bench.study(), signal, this, &RunActions::refresh);
    refresh();
}

QAction* RunActions::make(const QString& text, const QString& iconName, const QKeySequence& key,
                          const QString& help)
{
    auto* action = new QAction(icon(iconName), text, this);
    action->setShortcut(key);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(help, key.toString(QKeySequence::NativeText)));
    action->setStatusTip(help);
    return action;
}

void RunActions::refresh()
{
    const AuditSession& session = m_bench.session();
    const bool running =
        session.state() == AuditSession::State::Running || session.state() == AuditSession::State::Paused;
    m_start->setEnabled(!session.busy() && m_bench.searchObstacle().isEmpty());
    m_continue->setEnabled(!session.busy() && m_bench.canContinueSearch());
    m_pause->setEnabled(running);
    m_pause->setChecked(session.state() == AuditSession::State::Paused);
    m_step->setEnabled(running);
    m_stop->setEnabled(session.busy() && session.state() != AuditSession::State::Stopping);
}

} // namespace leap::ui
