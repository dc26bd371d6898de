// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow's files: opening, saving, and what is asked before something would be lost.
#include "ui/main_window.h"

#include "core/base/error.h"
#include "core/data/column/file_format.h"
#include "ui/charts/base/chart.h"
#include "ui/charts/base/chart_export.h"
#include "ui/format.h"
#include "ui/pages/step_page.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace leap::ui {
namespace {

/// Files and folders; none where something else is among them.
QStringList droppedFiles(const QMimeData* data)
{
    QStringList files;
    for (const QUrl& url : data->urls()) {
        if (!url.isLocalFile())
            return {};
        files << url.toLocalFile();
    }
    return files;
}

} // namespace

MainWindow::Unsaved MainWindow::askByBox(QWidget* parent, const QString& title, bool searching)
{
    QMessageBox box(QMessageBox::Question, QApplication::applicationDisplayName(),
                    searching ? tr("The search is still running. Stop it and lose what it has learnt?")
                              : tr("%1 has a search that has not been saved.").arg(title),
                    QMessageBox::Cancel, parent);
    auto* discard =
        box.addButton(searching ? tr("Stop the search") : tr("Do not save"), QMessageBox::DestructiveRole);
    auto* save = searching ? nullptr : box.addButton(QMessageBox::Save);
    box.exec();
    if (save && box.clickedButton() == save)
        return Unsaved::Save;
    return box.clickedButton() == discard ? Unsaved::Discard : Unsaved::Cancel;
}

MainWindow::Unsaved MainWindow::askWhatToLose()
{
    const bool searching = m_bench.session().searching();
    if (!searching && !m_bench.study().modified())
        return Unsaved::Discard;
    return m_askUnsaved(this, m_bench.study().title(), searching);
}

void MainWindow::guarded(const std::function<void()>& action)
{
    switch (askWhatToLose()) {
    case Unsaved::Discard:
        action();
        break;
    case Unsaved::Save:
        m_saving.saveThen(action);
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

void MainWindow::openFiles(QStringList paths)
{
    if (paths.size() < 2) {
        if (!paths.isEmpty())
            openFile(paths.first());
        return;
    }
    const bool audit = std::any_of(paths.begin(), paths.end(), [](const QString& path) {
        return path.endsWith(QLatin1String(".leap"), Qt::CaseInsensitive);
    });
    if (audit || m_bench.session().searching()) {
        m_message->say(MessageBar::Tone::Warning,
                       audit ? tr("An audit (.leap) is opened alone: it brings its own data.")
                             : tr("Stop the search before you open another file."));
        return;
    }
    std::sort(paths.begin(), paths.end()); // a dialog tells them in any order
    guarded([this, paths] {
        showPage(Data);
        m_bench.openFiles(paths);
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
    QStringList endings;
    for (const std::string& ending : fileEndings())
        endings << QLatin1Char('*') + QString::fromStdString(ending);
    endings << QStringLiteral("*.leap");
    openFiles(QFileDialog::getOpenFileNames(
        this, tr("Open data (several files are one table) or an audit"), lastFolder(),
        tr("Data and audits (%1);;All files (*)").arg(endings.join(QLatin1Char(' ')))));
}

void MainWindow::browseFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Open all tables of a folder as one"), lastFolder());
    if (!folder.isEmpty())
        openFile(folder);
}

QString MainWindow::lastFolder() const
{
    const QStringList paths = RecentFiles::pathsOf(m_recent.files().value(0));
    return paths.isEmpty() ? QString() : QFileInfo(paths.first()).absolutePath();
}

void MainWindow::exportChartsWithDialog()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export all charts into a folder"));
    if (!folder.isEmpty())
        exportCharts(folder);
}

void MainWindow::exportCharts(const QString& folder)
{
    QVector<std::pair<QString, Chart*>> charts;
    for (StepPage* page : m_pages)
        charts += page->chartsForExport();
    try {
        for (const auto& [name, chart] : charts)
            exportChart(chart, QStringLiteral("%1/%2.svg").arg(folder, name));
        m_message->say(
            MessageBar::Tone::Done,
            tr("%1 written to %2.").arg(countedText(charts.size(), tr("chart"), tr("charts")), folder));
    } catch (const Error& error) {
        m_message->say(MessageBar::Tone::Error, QString::fromStdString(error.what()));
    }
}

QString MainWindow::askForPath(const QString& suggested)
{
    return QFileDialog::getSaveFileName(this, tr("Save audit"), suggested, tr("LeAP audits (*.leap)"));
}

void MainWindow::onSaved(const QString& path)
{
    m_message->say(MessageBar::Tone::Done, tr("Saved as %1.").arg(path));
}

void MainWindow::onEnded(const JobEnd& end)
{
    refreshRail();
    if (end.made<ReadAuditJob>())
        showPage(m_bench.study().run() ? Search : Data);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFiles(event->mimeData()).isEmpty() && !m_bench.session().searching())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openFiles(droppedFiles(event->mimeData()));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const Unsaved answer = m_leave ? Unsaved::Discard : askWhatToLose();
    if (answer == Unsaved::Save)
        m_saving.saveThen([this] {
            m_leave = true;
            close();
        });
    if (answer != Unsaved::Discard) {
        event->ignore();
        return;
    }
    m_leave = true;
    saveLayout();
    m_bench.session().shutDown();
    event->accept();
}

} // namespace leap::ui
