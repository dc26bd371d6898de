// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/pages/data/data_page.h"
#include "ui/pages/data/source_panel.h"
#include "ui/pages/decide/decide_page.h"
#include "ui/pages/evidence/evidence_page.h"
#include "ui/pages/fields/fields_page.h"
#include "ui/pages/prove/prove_page.h"
#include "ui/pages/report/report_page.h"
#include "ui/pages/search/search_page.h"
#include "ui/pages/step_states.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/run_actions.h"
#include "ui/widgets/status_strip.h"
#include "ui/widgets/step_rail.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <tuple>

namespace leap::ui {
namespace {

constexpr int kStateVersion = 1; ///< an older or newer saved layout is not applied
constexpr QSize kDefaultSize(1280, 800);

} // namespace

MainWindow::MainWindow(QSettings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_recent(settings)
    , m_samples(findSamples(QCoreApplication::applicationDirPath()))
    , m_runActions(new RunActions(m_bench, this))
    , m_rail(new StepRail(this))
    , m_message(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
{
    setAcceptDrops(true);
    setWindowIcon(programIcon());
    makePages();
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
    hide(); // a field that loses the focus still finds the bench ...
    delete takeCentralWidget(); // ... and so do the pages as they go
}

void MainWindow::makePages()
{
    auto* sources = new SourcePanel(m_recent, m_samples, this);
    connect(sources, &SourcePanel::browseRequested, this, &MainWindow::browse);
    connect(sources, &SourcePanel::fileChosen, this, &MainWindow::openFile);
    connect(sources, &SourcePanel::sampleChosen, this, &MainWindow::openSample);
    m_dataPage = new DataPage(m_bench, sources, this);
    m_fieldsPage = new FieldsPage(m_bench, this);
    m_searchPage = new SearchPage(m_bench, *m_runActions, this);
    m_decidePage = new DecidePage(m_bench, this);
    m_evidencePage = new EvidencePage(m_bench, this);
    m_provePage = new ProvePage(m_bench, this);
    m_reportPage = new ReportPage(m_bench, this);
    const std::tuple<QWidget*, QString, const char*> pages[]{{m_dataPage, tr("Data"), "data"},
                                                             {m_fieldsPage, tr("Fields"), "fields"},
                                                             {m_searchPage, tr("Search"), "search"},
                                                             {m_decidePage, tr("Decide"), "decide"},
                                                             {m_evidencePage, tr("Evidence"), "evidence"},
                                                             {m_provePage, tr("Prove"), "prove"},
                                                             {m_reportPage, tr("Report"), "report"}};
    for (const auto& [page, name, iconName] : pages) {
        m_stack->addWidget(page);
        m_rail->addStep(name, QString::fromLatin1(iconName));
    }
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
    connect(m_rail, &StepRail::chosen, this, [this](int index) { showPage(static_cast<Page>(index)); });
    connect(m_dataPage, &DataPage::done, this, [this] { showPage(Fields); });
    connect(m_fieldsPage, &FieldsPage::done, this, [this] { showPage(Search); });
    connect(m_fieldsPage, &FieldsPage::dataRequested, this, [this] { showPage(Data); });
    connect(m_searchPage, &SearchPage::done, this, [this] { showPage(Decide); });
    connect(m_searchPage, &SearchPage::dataRequested, this, [this] { showPage(Data); });
    connect(m_decidePage, &DecidePage::searchRequested, this, [this] { showPage(Search); });
    connect(m_decidePage, &DecidePage::proofRequested, this, [this] { showPage(Prove); });
    connect(m_decidePage, &DecidePage::evidenceRequested, this, [this] { showPage(Evidence); });
    connect(m_evidencePage, &EvidencePage::searchRequested, this, [this] { showPage(Search); });
    connect(m_provePage, &ProvePage::searchRequested, this, [this] { showPage(Search); });
    connect(m_reportPage, &ReportPage::searchRequested, this, [this] { showPage(Search); });
    connect(m_provePage, &ProvePage::saveRequested, this, &MainWindow::saveThenProve);
    connect(m_runActions, &RunActions::startRequested, this, [this] { showPage(Search); });
    connect(&m_bench, &Workbench::ended, this, &MainWindow::onEnded);
    connect(&m_bench, &Workbench::recentFile, &m_recent, &RecentFiles::add);
    connect(&m_bench.study(), &Study::titleChanged, this, &MainWindow::refreshTitle);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &MainWindow::refreshRail);
    for (const auto signal : {&Study::sourceChanged, &Study::reportChanged, &Study::schemaChanged,
                              &Study::runsChanged, &Study::decisionChanged, &Study::proofsChanged})
        connect(&m_bench.study(), signal, this, &MainWindow::refreshRail);
}

void MainWindow::showPage(Page page)
{
    m_message->clear();
    m_stack->setCurrentIndex(page);
    m_rail->setCurrent(page);
}

MainWindow::Page MainWindow::page() const
{
    return static_cast<Page>(m_stack->currentIndex());
}

void MainWindow::refreshRail()
{
    const StepStatus states[]{dataStatus(m_bench),   fieldsStatus(m_bench),   searchStatus(m_bench),
                              decideStatus(m_bench), evidenceStatus(m_bench), proveStatus(m_bench),
                              reportStatus(m_bench)};
    for (int i = 0; i < static_cast<int>(std::size(states)); ++i)
        m_rail->button(i)->setStep(states[i].state, states[i].reason);
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
    m_settings.setValue(QStringLiteral("window/search"), m_searchPage->saveLayout());
}

void MainWindow::restoreLayout()
{
    resize(kDefaultSize);
    restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(m_settings.value(QStringLiteral("window/state")).toByteArray(), kStateVersion);
    m_searchPage->restoreLayout(m_settings.value(QStringLiteral("window/search")).toByteArray());
}

void MainWindow::restoreDefaultLayout()
{
    m_settings.remove(QStringLiteral("window"));
    showNormal();
    resize(kDefaultSize);
    m_searchPage->restoreLayout({});
}

} // namespace leap::ui
