// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_page.h"

#include "core/decide/decision.h"
#include "ui/format.h"
#include "ui/pages/search/run_charts.h"
#include "ui/pages/search/settings_panel.h"
#include "ui/theme.h"
#include "ui/widgets/busy_state.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/run_actions.h"
#include "ui/widgets/settle_notice.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

const QString kDot = QStringLiteral("  \u00b7  ");

} // namespace

SearchPage::SearchPage(Workbench& bench, RunActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_actions(actions)
    , m_settingsAction(new QAction(icon(QStringLiteral("panel")), tr("Search se&ttings"), this))
    , m_settings(new QScrollArea(this))
    , m_message(new MessageBar(this))
    , m_facts(new QLabel(this))
    , m_continue(new QPushButton(tr("Continue the search"), this))
    , m_decide(new PrimaryButton(tr("Decide"), this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("search"), this))
    , m_busy(new BusyState(this))
    , m_charts(new RunCharts(bench.run(), this))
{
    auto* panel = new SettingsPanel(bench, m_settings);
    m_settings->setWidget(panel);
    m_settings->setWidgetResizable(true);
    m_settings->setFrameShape(QFrame::NoFrame);
    m_settings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_settings->setFixedWidth(std::max(SettingsPanel::kWidth, panel->minimumSizeHint().width())
                              + m_settings->verticalScrollBar()->sizeHint().width());
    m_settings->setAccessibleName(tr("Search settings"));
    m_settingsAction->setCheckable(true);
    m_settingsAction->setChecked(true);
    m_settingsAction->setShortcut(QKeySequence(tr("F9")));
    m_settingsAction->setToolTip(tr("Show or hide the settings (F9)"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_settings);
    layout->addWidget(makeRunSide(), 1);
    connect(m_settingsAction, &QAction::toggled, m_settings, &QWidget::setVisible);
    connect(panel, &SettingsPanel::refused, this,
            [this](const QString& reason) { m_message->say(MessageBar::Tone::Warning, reason); });
    connect(m_charts, &RunCharts::exportFailed, this,
            [this](const QString& why) { m_message->say(MessageBar::Tone::Error, why); });
    m_continue->setToolTip(m_actions.continueRun()->toolTip());
    connect(m_continue, &QPushButton::clicked, m_actions.continueRun(), &QAction::trigger);
    connect(m_decide, &QPushButton::clicked, this, &SearchPage::done);
    connect(m_empty, &EmptyState::triggered, this, &SearchPage::onEmptyTriggered);
    connect(m_busy, &BusyState::stopRequested, &bench.session(), &AuditSession::stop);
    connect(&bench, &Workbench::ended, this, &SearchPage::onEnded);
    connect(&bench.session(), &AuditSession::stateChanged, this, &SearchPage::refresh);
    connect(&bench.session(), &AuditSession::progressed, m_busy, &BusyState::setProgress);
    connect(&bench.run(), &LiveRun::restarted, this, &SearchPage::refresh);
    connect(&bench.run(), &LiveRun::advanced, this, &SearchPage::refresh);
    for (const auto signal : {&Study::sourceChanged, &Study::reportChanged, &Study::schemaChanged,
                              &Study::settingsChanged, &Study::runsChanged})
        connect(&bench.study(), signal, this, &SearchPage::refresh);
    refresh();
}

QWidget* SearchPage::makeRunSide()
{
    auto* side = new QWidget(this);
    auto* toggle = new QToolButton(side);
    toggle->setDefaultAction(m_settingsAction);
    toggle->setAutoRaise(true);
    toggle->setToolButtonStyle(Qt::ToolButtonIconOnly);
    auto* title = new QLabel(tr("Search"), side);
    title->setFont(titleFont());
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* heading = new QHBoxLayout;
    heading->addWidget(toggle);
    heading->addWidget(title);
    heading->addSpacing(kGrid);
    heading->addWidget(m_facts, 1);
    heading->addWidget(m_continue);
    heading->addWidget(m_decide);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_busy);
    m_stack->addWidget(m_charts);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(kGrid, 2 * kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid);
    layout->addLayout(heading);
    layout->addWidget(m_message);
    layout->addWidget(new SettleNotice(m_bench, side));
    layout->addWidget(m_stack, 1);
    return side;
}

void SearchPage::refresh()
{
    const AuditSession& session = m_bench.session();
    const LiveRun& run = m_bench.run();
    m_charts->setLive(session.searching());
    m_decide->setVisible(m_bench.study().run() && !session.searching());
    m_continue->setVisible(!session.busy() && m_bench.canContinueSearch());
    refreshFacts();
    if (run.newest().step > 0) {
        m_stack->setCurrentWidget(m_charts);
    } else if (session.searching()) {
        refreshBusy();
        m_stack->setCurrentWidget(m_busy);
    } else {
        refreshEmpty();
        m_stack->setCurrentWidget(m_empty);
    }
}

/// What is done before the first step.
void SearchPage::refreshBusy()
{
    const LiveRun& run = m_bench.run();
    if (m_bench.session().state() == AuditSession::State::Loading) {
        if (m_stack->currentWidget() != m_busy)
            m_busy->setTitle(tr("Preparing the rows"));
        return;
    }
    m_busy->setTitle(run.totalSteps() > 0 ? tr("Taking the first step") : tr("Choosing alpha"));
    const auto& messages = run.messages();
    m_busy->setProgress(messages.empty() ? QString() : QString::fromStdString(messages.back()), 0, 0);
}

void SearchPage::refreshEmpty()
{
    const QString obstacle = m_bench.searchObstacle();
    if (obstacle.isEmpty())
        m_empty->set(tr("Ready to search"),
                     tr("A model learns to predict the label while every field has a gate that costs a "
                        "little to keep open. Here you will see which gates stay open."),
                     tr("Start the search"));
    else
        m_empty->set(tr("Nothing to search yet"), obstacle, tr("Go to the data"));
}

void SearchPage::refreshFacts()
{
    const LiveRun& run = m_bench.run();
    const RunPtr record = m_bench.study().run();
    if (!m_bench.session().searching() && record) {
        m_facts->setText(doneText(*record));
        return;
    }
    QStringList facts;
    if (m_bench.session().state() == AuditSession::State::Paused)
        facts << tr("paused");
    if (run.alpha() > 0)
        facts << tr("alpha %1").arg(QString::number(run.alpha(), 'g', 3));
    if (run.stepsPerEpoch() > 0)
        facts << (run.singlePass() ? tr("%1 steps of %2 rows a block") : tr("%1 steps of %2 rows an epoch"))
                     .arg(countText(run.stepsPerEpoch()), countText(run.batch()));
    if (!run.epochs().empty() && run.epochs().back().validationAuc.defined())
        facts << (run.singlePass() ? tr("newest AUC %1") : tr("validation AUC %1"))
                     .arg(aucText(run.epochs().back().validationAuc.value));
    if (!run.singlePass() && run.epochs().size() > 1 && run.epochs().back().largestGateMove > kSettledMove)
        facts << tr("gates: %1").arg(settlingText(run.epochs()));
    m_facts->setText(facts.join(kDot));
}

QString SearchPage::doneText(const RunRecord& run) const
{
    const SearchResult& result = run.result;
    QStringList facts;
    facts << (result.outcome == RunOutcome::Stopped
                  ? tr("stopped after %1 steps").arg(countText(result.steps))
                  : tr("%1 steps in %2").arg(countText(result.steps), durationText(result.seconds)));
    facts << tr("alpha %1").arg(QString::number(result.plan.alpha, 'g', 3));
    if (result.testAuc.defined())
        facts << tr("test AUC %1").arg(aucText(result.testAuc.value));
    facts << (allSettled(result.ranking) ? tr("all settled") : tr("not all settled"));
    return facts.join(kDot);
}

void SearchPage::onEmptyTriggered()
{
    if (m_bench.searchObstacle().isEmpty())
        m_actions.start()->trigger();
    else
        Q_EMIT dataRequested();
}

void SearchPage::onEnded(const JobEnd& end)
{
    if (!std::holds_alternative<SearchJob>(end.task))
        return;
    m_message->clear();
    if (end.outcome == JobOutcome::Failed)
        m_message->say(MessageBar::Tone::Error, end.error);
    else if (end.outcome == JobOutcome::Stopped && end.run)
        m_message->say(MessageBar::Tone::Info,
                       tr("Stopped. What was learnt is kept; the search can go on from here."));
    refresh();
}

QVector<std::pair<QString, Chart*>> SearchPage::chartsForExport()
{
    return m_charts->chartsForExport();
}

QByteArray SearchPage::saveLayout() const
{
    return m_charts->saveLayout();
}

void SearchPage::restoreLayout(const QByteArray& layout)
{
    m_charts->restoreLayout(layout);
}

} // namespace leap::ui
