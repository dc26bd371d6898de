// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow's files: opening, saving, and what is asked before something would be lost.
#include "ui/main_window.h"

#include "core/base/error.h"
#include "core/data/column/file_format.h"
#include "ui/charts/base/chart.h"
#include "ui/charts/base/chart_export.h"
#include "ui/format.h"
#include "ui/pages/decide/decide_page.h"
#include "ui/pages/evidence/evidence_page.h"
#include "ui/pages/prove/prove_page.h"
#include "ui/pages/search/search_page.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>

#include <utility>

namespace leap::ui {
namespace {

QString droppedFile(const QMimeData* data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

MainWindow::Unsaved MainWindow::askByBox(QWidget* parent, const QString& title, bool searching)
{
    QMessageBox box(QMessageBox::Question, QApplication::applicationDisplayName(),
                    searching ? tr("The search is still running. Stop it and lose what it has learnt?")
                              : tr("%1 has a search that is not saved.").arg(title),
                    QMessageBox::Cancel, parent);
    auto* discard =
        box.addButton(searching ? tr("Stop the search") : tr("Do not save"), QMessageBox::DestructiveRole);
    auto* save = searching ? nullptr : box.addButton(QMessageBox::Save);
    box.exec();
    if (save && box.clickedButton() == save)
        return Unsaved::Save;
    return box.clickedButton() == discard ? Unsaved::Discard : Unsaved::Cancel;
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
    QStringList endings;
    for (const std::string& ending : fileEndings())
        endings << QLatin1Char('*') + QString::fromStdString(ending);
    endings << QStringLiteral("*.leap");
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open data or an audit"), {},
        tr("Data and audits (%1);;All files (*)").arg(endings.join(QLatin1Char(' '))));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::exportChartsWithDialog()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export all charts into a folder"));
    if (!folder.isEmpty())
        exportCharts(folder);
}

void MainWindow::exportCharts(const QString& folder)
{
    const auto charts = m_searchPage->chartsForExport() + m_decidePage->chartsForExport()
        + m_evidencePage->chartsForExport() + m_provePage->chartsForExport();
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

void MainWindow::saveThenProve()
{
    m_afterSave = [this] { m_provePage->prove(); };
    if (!save())
        m_afterSave = nullptr;
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
    saveLayout();
    m_bench.session().shutDown();
    event->accept();
}

} // namespace leap::ui
