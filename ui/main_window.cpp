// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/pages/data_page.h"
#include "ui/pages/decide_page.h"
#include "ui/pages/fields_page.h"
#include "ui/pages/search_page.h"
#include "ui/pages/source_panel.h"
#include "ui/pages/step_states.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/run_actions.h"
#include "ui/widgets/status_strip.h"
#include "ui/widgets/step_rail.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <tuple>
#include <utility>

namespace leap::ui {
namespace {

constexpr int kStateVersion = 1; ///< an older or newer saved layout is not applied
constexpr QSize kDefaultSize(1280, 800);

MainWindow::Unsaved askByBox(QWidget* parent, const QString& title, bool searching)
{
    QMessageBox box(QMessageBox::Question, QApplication::applicationDisplayName(),
                    searching
                        ? MainWindow::tr("The search is still running. Stop it and lose what it has learnt?")
                        : MainWindow::tr("%1 has a search that is not saved.").arg(title),
                    QMessageBox::Cancel, parent);
    auto* discard =
        box.addButton(searching ? MainWindow::tr("Stop the search") : MainWindow::tr("Do not save"),
                      QMessageBox::DestructiveRole);
    auto* save = searching ? nullptr : box.addButton(QMessageBox::Save);
    box.exec();
    if (save && box.clickedButton() == save)
        return MainWindow::Unsaved::Save;
    return box.clickedButton() == discard ? MainWindow::Unsaved::Discard : MainWindow::Unsaved::Cancel;
}

QString droppedFile(const QMimeData* data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::MainWindow(QSettings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_recent(settings)
    , m_samples(findSamples(QCoreApplication::applicationDirPath()))
    , m_askUnsaved(askByBox)
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
    m_bench.session().shutDown(); // before the pages go
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
    const std::tuple<QWidget*, QString, const char*> pages[]{{m_dataPage, tr("Data"), "data"},
                                                             {m_fieldsPage, tr("Fields"), "fields"},
                                                             {m_searchPage, tr("Search"), "search"},
                                                             {m_decidePage, tr("Decide"), "decide"}};
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
    connect(m_runActions, &RunActions::startRequested, this, [this] { showPage(Search); });
    connect(&m_bench, &Workbench::ended, this, &MainWindow::onEnded);
    connect(&m_bench, &Workbench::recentFile, &m_recent, &RecentFiles::add);
    connect(&m_bench.study(), &Study::titleChanged, this, &MainWindow::refreshTitle);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &MainWindow::refreshRail);
    for (const auto signal : {&Study::sourceChanged, &Study::reportChanged, &Study::schemaChanged,
                              &Study::runsChanged, &Study::decisionChanged})
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
    const StepStatus states[]{dataStatus(m_bench), fieldsStatus(m_bench), searchStatus(m_bench),
                              decideStatus(m_bench)};
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

void MainWindow::guarded(const std::function<void()>& action)
{
    const bool searching = m_bench.session().searching();
    if (!searching && !m_bench.study().modified()) {
        action();
        return;
    }
    switch (m_askUnsaved(this, m_bench.study().title(), searching)) {
    case Unsaved::Discard:
        action();
        break;
    case Unsaved::Save:
        m_afterSave = action;
        if (!save())
            m_afterSave = nullptr;
        break;
    case Unsaved::Cancel:
        break;
    }
}

void MainWindow::openFile(const QString& path)
{
    if (m_bench.session().searching()) {
        m_message->say(MessageBar::Tone::Warning, tr("Stop the search before you open another file."));
        return;
    }
    for (const Sample& sample : m_samples) {
        if (QFileInfo(sample.data) == QFileInfo(path)) {
            openSample(sample); // with the schema that comes with it
            return;
        }
    }
    guarded([this, path] {
        showPage(Data);
        m_bench.openFile(path);
    });
}

void MainWindow::openData(const OpenRequest& request)
{
    showPage(Data);
    m_bench.openData(request);
}

void MainWindow::openSample(const Sample& sample)
{
    OpenRequest request;
    request.files = {sample.data};
    request.read.header = sample.header;
    request.schemaFile = sample.schema;
    request.propose.label.column = sample.label.toStdString();
    guarded([this, request] { openData(request); });
}

void MainWindow::browse()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open data or an audit"), {},
                                     tr("Data and audits (*.csv *.csv.gz *.tsv *.tsv.gz *.txt *.data "
                                        "*.parquet *.arrow *.feather *.h5 *.hdf5 *.leap);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

bool MainWindow::save()
{
    if (m_bench.study().path().isEmpty())
        return saveAs();
    m_bench.saveAudit(m_bench.study().path());
    return true;
}

bool MainWindow::saveAs()
{
    QString path = QFileDialog::getSaveFileName(this, tr("Save audit"), m_bench.study().title(),
                                                tr("LeAP audits (*.leap)"));
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".leap");
    m_bench.saveAudit(path);
    return true;
}

void MainWindow::onEnded(const JobEnd& end)
{
    refreshRail();
    if (std::holds_alternative<ReadAuditJob>(end.task) && end.outcome == JobOutcome::Finished)
        showPage(m_bench.study().run() ? Search : Data);
    if (!std::holds_alternative<SaveAuditJob>(end.task))
        return;
    const auto then = std::exchange(m_afterSave, nullptr);
    if (end.outcome == JobOutcome::Failed) {
        m_message->say(MessageBar::Tone::Error, tr("The audit was not saved. %1").arg(end.error));
    } else if (end.outcome == JobOutcome::Finished) {
        m_message->say(MessageBar::Tone::Done, tr("Saved as %1.").arg(m_bench.study().path()));
        if (then)
            then();
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFile(event->mimeData()).isEmpty() && !m_bench.session().searching())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openFile(droppedFile(event->mimeData()));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_leave) {
        guarded([this] { m_leave = true; });
        if (m_afterSave) // saving is under way: close when it is done
            m_afterSave = [this] {
                m_leave = true;
                close();
            };
    }
    if (!m_leave) {
        event->ignore();
        return;
    }
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/state"), saveState(kStateVersion));
    m_settings.setValue(QStringLiteral("window/search"), m_searchPage->saveLayout());
    m_bench.session().shutDown();
    event->accept();
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
