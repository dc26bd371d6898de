// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow's menus.
#include "ui/main_window.h"

#include "ui/pages/step_page.h"
#include "ui/pages/steps.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/run_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QToolBar>

#include <utility>

namespace leap::ui {

void MainWindow::makeFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(icon(QStringLiteral("open")), tr("&Open..."), QKeySequence::Open, this,
                    &MainWindow::browse);
    menu->addAction(tr("Open &folder..."), this, &MainWindow::browseFolder);
    QMenu* recent = menu->addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(recent); });
    QAction* reload =
        menu->addAction(tr("Re&load data"), QKeySequence(tr("Ctrl+R")), &m_bench, &Workbench::reopenData);
    reload->setToolTip(tr("Reads the file again and keeps fields and settings"));
    QMenu* samples = menu->addMenu(tr("&Samples"));
    samples->setEnabled(!m_samples.isEmpty());
    for (const Sample& sample : m_samples)
        samples->addAction(sample.name, this, [this, sample] { openSample(sample); });
    menu->addSeparator();
    addSaveActions(menu);
    enableWhile(reload, [this] { return m_bench.study().hasSource(); });
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::addSaveActions(QMenu* menu)
{
    const auto anyRun = [this] { return !m_bench.study().runs().empty(); };
    QAction* save = menu->addAction(icon(QStringLiteral("save")), tr("&Save audit"), QKeySequence::Save,
                                    &m_saving, &SaveThen::save);
    QAction* saveAs =
        menu->addAction(tr("Save audit &as..."), QKeySequence::SaveAs, &m_saving, &SaveThen::saveAs);
    for (QAction* action : {save, saveAs})
        enableWhile(action, anyRun);
    for (StepPage* page : m_pages)
        menu->addActions(page->fileActions());
    QAction* charts = menu->addAction(tr("Export all &charts..."), this, &MainWindow::exportChartsWithDialog);
    const auto refresh = [charts, anyRun] { charts->setEnabled(anyRun()); }; // while a job runs, too
    connect(&m_bench.study(), &Study::runsChanged, charts, refresh);
    refresh();
}

void MainWindow::enableWhile(QAction* action, std::function<bool()> can)
{
    const auto refresh = [this, action, can = std::move(can)] {
        action->setEnabled(!m_bench.session().busy() && can());
    };
    connect(&m_bench.session(), &AuditSession::stateChanged, action, refresh);
    connect(&m_bench.study(), &Study::runsChanged, action, refresh);
    connect(&m_bench.study(), &Study::sourceChanged, action, refresh);
    refresh();
}

void MainWindow::fillRecentMenu(QMenu* menu)
{
    menu->clear();
    const QStringList files = m_recent.files();
    for (const QString& file : files)
        menu->addAction(RecentFiles::titleOf(file), this,
                        [this, file] { openFiles(RecentFiles::pathsOf(file)); })
            ->setToolTip(file);
    menu->setToolTipsVisible(true);
    menu->addSeparator();
    menu->addAction(tr("Clear"), &m_recent, &RecentFiles::clear)->setEnabled(!files.isEmpty());
}

void MainWindow::makeEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = m_bench.study().undoStack().createUndoAction(this, tr("&Undo"));
    QAction* redo = m_bench.study().undoStack().createRedoAction(this, tr("&Redo"));
    undo->setIcon(icon(QStringLiteral("undo")));
    undo->setShortcut(QKeySequence::Undo);
    redo->setIcon(icon(QStringLiteral("redo")));
    redo->setShortcut(QKeySequence::Redo);
    menu->addAction(undo);
    menu->addAction(redo);
}

void MainWindow::makeRunMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Run"));
    auto* bar = new QToolBar(tr("Run"), this);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(QSize(2 * kGrid, 2 * kGrid));
    for (QAction* action : {m_runActions->start(), m_runActions->continueRun(), m_runActions->pause(),
                            m_runActions->step(), m_runActions->stop()}) {
        menu->addAction(action);
        if (action != m_runActions->continueRun())
            bar->addAction(action);
    }
    menuBar()->setCornerWidget(bar, Qt::TopRightCorner);
    menuBar()->setStyleSheet(QStringLiteral(
        "QMenuBar::item { padding: 7px 8px; background: transparent; }"
        "QMenuBar::item:selected { background: palette(highlight); color: palette(highlighted-text); }"));
}

void MainWindow::makeViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    for (const StepEntry& entry : steps())
        menu->addAction(stepMenuTitle(entry),
                        QKeySequence(QStringLiteral("Ctrl+%1").arg(static_cast<int>(entry.step) + 1)), this,
                        [this, step = entry.step] { showPage(step); });
    menu->addSeparator();
    for (StepPage* page : m_pages)
        menu->addActions(page->viewActions());
    addAppearances(menu->addMenu(tr("&Appearance")));
    menu->addAction(tr("&Restore default layout"), this, &MainWindow::restoreDefaultLayout);
}

void MainWindow::addAppearances(QMenu* menu)
{
    auto* group = new QActionGroup(menu);
    const auto now = static_cast<Appearance>(m_settings.value(QStringLiteral("appearance")).toInt());
    for (const auto& [title, appearance] :
         {std::pair(tr("As the &system"), Appearance::System), std::pair(tr("&Light"), Appearance::Light),
          std::pair(tr("&Dark"), Appearance::Dark)}) {
        QAction* action =
            menu->addAction(title, this, [this, appearance = appearance] { setAppearance(appearance); });
        action->setCheckable(true);
        action->setChecked(appearance == now);
        group->addAction(action);
    }
}

void MainWindow::makeHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&About LeAP Studio"), this, &MainWindow::about);
}

void MainWindow::setAppearance(Appearance appearance)
{
    m_settings.setValue(QStringLiteral("appearance"), static_cast<int>(appearance));
    applyAppearance(appearance);
}

void MainWindow::about()
{
    QMessageBox box(QMessageBox::NoIcon, tr("About LeAP Studio"),
                    tr("<b>LeAP Studio</b><p>Which input fields does a recommender need? LeAP Studio learns "
                       "a gate for each field, shows how the gates settle, and exports the fields to "
                       "keep.</p><p>It implements the method of the LeAP paper, arXiv 2606.01111. Free "
                       "software under the GNU General Public License, version 3 or later.</p>"),
                    QMessageBox::Close, this);
    box.setIconPixmap(windowIcon().pixmap(64, 64));
    box.setInformativeText(versionDetails());
    QPushButton* copy = box.addButton(tr("Copy versions"), QMessageBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [] { QApplication::clipboard()->setText(versionDetails()); });
    box.exec();
}

} // namespace leap::ui
