// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/report/report_page.h"

#include "core/audit/report/report_html.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/utc_time.h"
#include "ui/native_path.h"
#include "ui/pages/report/pdf_writing.h"
#include "ui/pages/report/report_document.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/primary_button.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

/// A report is read as it will be printed: dark on white, whatever the window's colours.
QPalette paper(QPalette palette)
{
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, QColor(0x22, 0x22, 0x22));
    return palette;
}

} // namespace

ReportPage::ReportPage(Workbench& bench, QWidget* parent)
    : StepPage(bench, QStringLiteral("report"), parent)
    , m_document(new ReportDocument(this))
    , m_pdf(new PdfWriting(this))
{
    invite(tr("Nothing to report yet"),
           tr("After a search, this page shows the whole audit: data, settings, gates, decision, evidence, "
              "proofs, and what was not done. You can save it as HTML or PDF."),
           tr("Go to the search"));
    setContent(makeContent());
    layOut();
    connect(m_pdf, &PdfWriting::written, this, [this](const QString& path) {
        onPdfEnded(MessageBar::Tone::Done, tr("Written to %1.").arg(path));
    });
    connect(m_pdf, &PdfWriting::failed, this,
            [this](const QString& reason) { onPdfEnded(MessageBar::Tone::Error, reason); });
    follow(bench.study(), &Study::runsChanged, &Study::decisionChanged, &Study::proofsChanged,
           &Study::titleChanged);
    refresh();
}

QWidget* ReportPage::makeContent()
{
    auto* content = new QWidget(this);
    makePreview(content);
    auto* layout = columnLayout(content, kGrid);
    layout->addLayout(makeHead(content));
    layout->addWidget(m_view, 1);
    return content;
}

QLayout* ReportPage::makeHead(QWidget* content)
{
    auto* facts = makeFacts(content);
    facts->setText(tr("The report as it will be saved: one file that needs no others."));
    auto* html = new PrimaryButton(tr("Save as HTML..."), content);
    html->setObjectName(QStringLiteral("saveHtml"));
    m_savePdf = new QPushButton(tr("Save as PDF..."), content);
    m_savePdf->setObjectName(QStringLiteral("savePdf"));
    connect(html, &QPushButton::clicked, this,
            [this] { askAndSave(QStringLiteral("html"), tr("HTML (*.html)"), &ReportPage::saveHtml); });
    connect(m_savePdf, &QPushButton::clicked, this,
            [this] { askAndSave(QStringLiteral("pdf"), tr("PDF (*.pdf)"), &ReportPage::savePdf); });
    return makeHeading(makeTitle(tr("Report"), content), facts, {m_savePdf, html});
}

void ReportPage::makePreview(QWidget* content)
{
    m_view = new QTextBrowser(content);
    m_view->setObjectName(QStringLiteral("report"));
    m_view->setAccessibleName(tr("Preview of the report"));
    m_view->setPalette(paper(m_view->palette()));
    m_view->setOpenLinks(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setDocument(m_document);
}

void ReportPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        makeReport();
}

void ReportPage::refresh()
{
    m_stale = true;
    showFace(bench().study().run() ? Face::Content : Face::Empty);
    if (isVisible())
        makeReport();
}

void ReportPage::makeReport()
{
    m_stale = false;
    const Study& study = bench().study();
    const RunPtr run = study.run();
    ReportedAudit audit;
    audit.name = study.title().toStdString();
    audit.run = run.get();
    audit.runs = static_cast<int64_t>(study.runs().size());
    audit.rule = study.rule();
    audit.proofs = study.proofs();
    audit.created = nowUtc();
    m_html = auditReportHtml(audit);
    const int place = m_view->verticalScrollBar()->value();
    m_document->setReport(QString::fromStdString(m_html));
    m_view->verticalScrollBar()->setValue(place); // who reads on is not moved back to the top
}

void ReportPage::askAndSave(const QString& suffix, const QString& filter,
                            void (ReportPage::*save)(const QString&))
{
    const QString name =
        bench().study().title().section(QLatin1Char('.'), 0, 0) + QStringLiteral(".report.") + suffix;
    QString path = QFileDialog::getSaveFileName(this, tr("Save report"), name, filter);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + suffix;
    (this->*save)(path);
}

void ReportPage::saveHtml(const QString& path)
{
    if (m_stale)
        makeReport();
    try {
        writeTextAtomically(nativePath(path), m_html);
        message().say(MessageBar::Tone::Done, tr("Written to %1.").arg(path));
    } catch (const Error& error) {
        complain(QString::fromStdString(error.what()));
    }
}

void ReportPage::savePdf(const QString& path)
{
    if (m_pdf->busy())
        return;
    if (m_stale)
        makeReport();
    m_savePdf->setEnabled(false);
    message().say(MessageBar::Tone::Info, tr("Writing %1 ...").arg(path));
    m_pdf->start(QString::fromStdString(m_html), path);
}

void ReportPage::onPdfEnded(MessageBar::Tone tone, const QString& text)
{
    m_savePdf->setEnabled(true);
    message().say(tone, text);
}

StepPage* makeReportPage(const PageParts& parts, QWidget* parent)
{
    return new ReportPage(parts.bench, parent);
}

} // namespace leap::ui
