// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/pages/data/source_panel.h"
#include "ui/pages/step_page.h"
#include "ui/pages/steps.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/run_actions.h"
#include "ui/widgets/status_strip.h"
#include "ui/widgets/step_rail.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

constexpr int kStateVersion = 1; ///< an older or newer saved layout is not applied
constexpr QSize kDefaultSize(1280, 800);

/// "window/search"
QString layoutKey(const StepEntry& step)
{
    return QStringLiteral("window/") + QString::fromLatin1(step.icon);
}

} // namespace

MainWindow::MainWindow(QSettings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_saving(m_bench, [this](const QString& suggested) { return askForPath(suggested); })
    , m_recent(settings)
    , m_samples(findSamples(QCoreApplication::applicationDirPath()))
    , m_runActions(new RunActions(m_bench, this))
    , m_rail(new StepRail(this))
    , m_message(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
{
    setAcceptDrops(true);
    m_bench.setGuard([this](const std::function<void()>& action) { guarded(action); });
    setWindowIcon(programIcon());
    makePages();
    layOut();
    makeFileMenu();
    makeEditMenu();
    makeRunMenu();
    makeViewMenu();
    makeHelpMenu();
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addPermanentWidget(new StatusStrip(m_bench, this), 1);
    routeSignals();
    restoreLayout();
    refreshTitle();
    refreshRail();
    showPage(Data);
}

MainWindow::~MainWindow()
{
    m_bench.session().shutDown();
    hide(); // widgets may still use m_bench when they lose the focus ...
    delete takeCentralWidget(); // ... and while they are destroyed
}

void MainWindow::makePages()
{
    auto* sources = new SourcePanel(m_recent, m_samples, this);
    connect(sources, &SourcePanel::browseRequested, this, &MainWindow::browse);
    connect(sources, &SourcePanel::folderRequested, this, &MainWindow::browseFolder);
    connect(sources, &SourcePanel::recentChosen, this,
            [this](const QString& entry) { openFiles(RecentFiles::pathsOf(entry)); });
    connect(sources, &SourcePanel::sampleChosen, this, &MainWindow::openSample);
    const PageParts parts{m_bench, *m_runActions, m_saving, sources};
    for (const StepEntry& step : steps()) {
        StepPage* page = step.makePage(parts, this);
        connect(page, &StepPage::stepRequested, this, &MainWindow::showPage);
        m_pages << page;
        m_stack->addWidget(page);
        m_rail->addStep(stepTitle(step), QString::fromLatin1(step.icon));
    }
}

void MainWindow::layOut()
{
    auto* centre = new QWidget(this);
    auto* layout = new QHBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_rail);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_message);
    right->addWidget(m_stack, 1);
    layout->addLayout(right, 1);
    setCentralWidget(centre);
}

void MainWindow::routeSignals()
{
    connect(m_rail, &StepRail::chosen, this, [this](int index) { showPage(static_cast<Step>(index)); });
    connect(&m_saving, &SaveThen::saved, this, &MainWindow::onSaved);
    connect(&m_saving, &SaveThen::failed, this, [this](const QString& reason) {
        m_message->say(MessageBar::Tone::Error, tr("The audit was not saved. %1").arg(reason));
    });
    connect(m_runActions, &RunActions::startRequested, this, [this] { showPage(Search); });
    connect(&m_bench, &Workbench::ended, this, &MainWindow::onEnded);
    connect(&m_bench, &Workbench::recentFile, &m_recent, &RecentFiles::add);
    connect(&m_bench.study(), &Study::titleChanged, this, &MainWindow::refreshTitle);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &MainWindow::refreshRail);
    for (const auto signal : {&Study::sourceChanged, &Study::reportChanged, &Study::schemaChanged,
                              &Study::runsChanged, &Study::decisionChanged, &Study::proofsChanged})
        connect(&m_bench.study(), signal, this, &MainWindow::refreshRail);
}

void MainWindow::showPage(Step step)
{
    m_message->clear();
    m_stack->setCurrentIndex(static_cast<int>(step));
    m_rail->setCurrent(static_cast<int>(step));
}

Step MainWindow::page() const
{
    return static_cast<Step>(m_stack->currentIndex());
}

void MainWindow::refreshRail()
{
    for (const StepEntry& step : steps()) {
        const StepStatus status = step.status(m_bench);
        m_rail->button(static_cast<int>(step.step))->setStep(status.state, status.reason);
    }
}

void MainWindow::refreshTitle()
{
    const QString title = m_bench.study().title();
    setWindowTitle(title.isEmpty() ? QStringLiteral("LeAP Studio")
                                   : QStringLiteral("LeAP Studio \u2014 %1[*]").arg(title));
    setWindowModified(m_bench.study().modified());
}

void MainWindow::saveLayout()
{
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/state"), saveState(kStateVersion));
    for (const StepEntry& step : steps()) {
        const QByteArray layout = m_pages[static_cast<int>(step.step)]->saveLayout();
        if (!layout.isEmpty())
            m_settings.setValue(layoutKey(step), layout);
    }
}

void MainWindow::restoreLayout()
{
    resize(kDefaultSize);
    restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(m_settings.value(QStringLiteral("window/state")).toByteArray(), kStateVersion);
    for (const StepEntry& step : steps())
        m_pages[static_cast<int>(step.step)]->restoreLayout(m_settings.value(layoutKey(step)).toByteArray());
}

void MainWindow::restoreDefaultLayout()
{
    m_settings.remove(QStringLiteral("window"));
    showNormal();
    resize(kDefaultSize);
    for (StepPage* page : m_pages)
        page->restoreLayout({});
}

} // namespace leap::ui
