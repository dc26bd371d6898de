// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_page.h"

#include "core/decide/decision.h"
#include "ui/format.h"
#include "ui/pages/search/run_charts.h"
#include "ui/pages/search/settings_panel.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/run_actions.h"
#include "ui/widgets/settle_notice.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

const QString kDot = QStringLiteral("  \u00b7  ");

} // namespace

SearchPage::SearchPage(Workbench& bench, RunActions& actions, QWidget* parent)
    : StepPage(bench, QStringLiteral("search"), parent)
    , m_actions(actions)
    , m_settingsAction(new QAction(icon(QStringLiteral("panel")), tr("Search se&ttings"), this))
    , m_settings(new QScrollArea(this))
    , m_facts(makeFacts(this))
    , m_continue(new QPushButton(tr("Continue the search"), this))
    , m_decide(new PrimaryButton(tr("Decide"), this))
    , m_charts(new RunCharts(bench.run(), this))
{
    setContent(m_charts);
    makeSettings();
    makeToggle();
    makeButtons();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_settings);
    layout->addWidget(makeRunSide(), 1);
    followChanges();
    refresh();
}

void SearchPage::makeSettings()
{
    auto* panel = new SettingsPanel(bench(), m_settings);
    m_settings->setWidget(panel);
    m_settings->setWidgetResizable(true);
    m_settings->setFrameShape(QFrame::NoFrame);
    m_settings->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_settings->setFixedWidth(std::max(SettingsPanel::kWidth, panel->minimumSizeHint().width())
                              + m_settings->verticalScrollBar()->sizeHint().width());
    m_settings->setAccessibleName(tr("Search settings"));
    connect(panel, &SettingsPanel::refused, this, &SearchPage::warn);
}

void SearchPage::makeToggle()
{
    m_settingsAction->setCheckable(true);
    m_settingsAction->setChecked(true);
    m_settingsAction->setShortcut(QKeySequence(tr("F9")));
    m_settingsAction->setToolTip(tr("Show or hide the settings (F9)"));
    connect(m_settingsAction, &QAction::toggled, m_settings, &QWidget::setVisible);
}

void SearchPage::makeButtons()
{
    m_continue->setToolTip(m_actions.continueRun()->toolTip());
    connect(m_continue, &QPushButton::clicked, m_actions.continueRun(), &QAction::trigger);
    connect(m_decide, &QPushButton::clicked, this, [this] { Q_EMIT stepRequested(Step::Decide); });
}

QWidget* SearchPage::makeRunSide()
{
    auto* side = new QWidget(this);
    auto* toggle = new QToolButton(side);
    toggle->setDefaultAction(m_settingsAction);
    toggle->setAutoRaise(true);
    toggle->setToolButtonStyle(Qt::ToolButtonIconOnly);
    auto* heading = makeHeading(makeTitle(tr("Search"), side), m_facts, {m_continue, m_decide});
    heading->insertWidget(0, toggle);
    auto* layout = columnLayout(side, kGrid);
    layout->setContentsMargins(kGrid, 2 * kGrid, 2 * kGrid, kGrid);
    layout->addLayout(heading);
    layout->addWidget(&message());
    layout->addWidget(new SettleNotice(bench(), side));
    layout->addWidget(faces(), 1);
    return side;
}

void SearchPage::followChanges()
{
    connect(m_charts, &RunCharts::exportFailed, this, &SearchPage::complain);
    whenEnded<SearchJob>([this](JobOutcome outcome, const TaskEnd<SearchJob>& end) {
        if (outcome == JobOutcome::Stopped && end.made)
            message().say(MessageBar::Tone::Info,
                          tr("Stopped. What was learnt is kept, and the search can be continued."));
    });
    follow(bench().session(), &AuditSession::stateChanged);
    follow(bench().run(), &LiveRun::restarted, &LiveRun::advanced);
    follow(bench().study(), &Study::sourceChanged, &Study::reportChanged, &Study::schemaChanged,
           &Study::settingsChanged, &Study::runsChanged);
}

QVector<QAction*> SearchPage::viewActions()
{
    return {m_settingsAction};
}

void SearchPage::refresh()
{
    const AuditSession& session = bench().session();
    m_charts->setLive(session.searching());
    m_decide->setVisible(bench().study().run() && !session.searching());
    m_continue->setVisible(!session.busy() && bench().canContinueSearch());
    refreshFacts();
    if (bench().run().newest().step > 0) {
        showFace(Face::Content);
    } else if (session.searching()) {
        refreshBusy();
        showFace(Face::Busy);
    } else {
        refreshInvitation();
        showFace(Face::Empty);
    }
}

/// What is done before the first step.
void SearchPage::refreshBusy()
{
    const LiveRun& run = bench().run();
    if (bench().session().state() == AuditSession::State::Loading) {
        if (busy().isHidden())
            busy().setTitle(tr("Preparing the rows"));
        return;
    }
    busy().setTitle(run.totalSteps() > 0 ? tr("Taking the first step") : tr("Choosing alpha"));
    const auto& messages = run.messages();
    busy().setProgress(messages.empty() ? QString() : QString::fromStdString(messages.back()), 0, 0);
}

void SearchPage::refreshInvitation()
{
    const QString obstacle = bench().searchObstacle();
    if (obstacle.isEmpty())
        invite(tr("Ready to search"),
               tr("A model learns to predict the label while every field has a gate that costs a little to "
                  "keep open. This page shows which gates stay open."),
               tr("Start the search"));
    else
        invite(tr("Nothing to search yet"), obstacle, tr("Go to the data"), Step::Data);
}

void SearchPage::refreshFacts()
{
    const RunPtr record = bench().study().run();
    const bool done = record && !bench().session().searching();
    m_facts->setText((done ? doneFacts(*record) : runFacts()).join(kDot));
}

QStringList SearchPage::runFacts() const
{
    const LiveRun& run = bench().run();
    QStringList facts;
    if (bench().session().state() == AuditSession::State::Paused)
        facts << tr("paused");
    if (run.alpha() > 0)
        facts << tr("alpha %1").arg(QString::number(run.alpha(), 'g', 3));
    if (run.stepsPerEpoch() > 0)
        facts << (run.singlePass() ? tr("%1 steps of %2 rows per block")
                                   : tr("%1 steps of %2 rows per epoch"))
                     .arg(countText(run.stepsPerEpoch()), countText(run.batch()));
    if (!run.epochs().empty() && run.epochs().back().validationAuc.defined())
        facts << (run.singlePass() ? tr("newest AUC %1") : tr("validation AUC %1"))
                     .arg(aucText(run.epochs().back().validationAuc.value));
    if (!run.singlePass() && run.epochs().size() > 1 && run.epochs().back().largestGateMove > kSettledMove)
        facts << tr("gates: %1").arg(settlingText(run.epochs()));
    return facts;
}

QStringList SearchPage::doneFacts(const RunRecord& run)
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
    return facts;
}

void SearchPage::onInvited()
{
    if (bench().searchObstacle().isEmpty())
        m_actions.start()->trigger();
    else
        StepPage::onInvited();
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

StepPage* makeSearchPage(const PageParts& parts, QWidget* parent)
{
    return new SearchPage(parts.bench, parts.runActions, parent);
}

} // namespace leap::ui
