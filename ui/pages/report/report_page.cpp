// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/report/report_page.h"

#include "core/audit/report/report_html.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/utc_time.h"
#include "ui/pages/report/pdf_writing.h"
#include "ui/pages/report/report_document.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/primary_button.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
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
    : QWidget(parent)
    , m_bench(bench)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("report"), this))
    , m_message(new MessageBar(this))
    , m_document(new ReportDocument(this))
    , m_pdf(new PdfWriting(this))
    , m_content(makeContent())
{
    m_empty->set(tr("Nothing to report yet"),
                 tr("After a search, the audit stands here as one page: data, settings, gates, decision, "
                    "evidence, proofs, and what was not done. It can be handed on as HTML or PDF."),
                 tr("Go to the search"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    layOutPage(this, m_message, m_stack);
    connect(m_empty, &EmptyState::triggered, this, &ReportPage::searchRequested);
    connect(m_pdf, &PdfWriting::written, this, [this](const QString& path) {
        pdfEnded(MessageBar::Tone::Done, tr("Written to %1.").arg(path));
    });
    connect(m_pdf, &PdfWriting::failed, this,
            [this](const QString& reason) { pdfEnded(MessageBar::Tone::Error, reason); });
    for (const auto signal :
         {&Study::runsChanged, &Study::decisionChanged, &Study::proofsChanged, &Study::titleChanged})
        connect(&m_bench.study(), signal, this, &ReportPage::refresh);
    refresh();
}

QWidget* ReportPage::makeContent()
{
    auto* content = new QWidget(this);
    auto* title = new QLabel(tr("Report"), content);
    title->setFont(titleFont());
    m_facts = new QLabel(tr("As it will be saved; one file without links to others."), content);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* html = new PrimaryButton(tr("Save as HTML..."), content);
    html->setObjectName(QStringLiteral("saveHtml"));
    m_savePdf = new QPushButton(tr("Save as PDF..."), content);
    m_savePdf->setObjectName(QStringLiteral("savePdf"));
    connect(html, &QPushButton::clicked, this,
            [this] { askAndSave(QStringLiteral("html"), tr("HTML (*.html)"), &ReportPage::saveHtml); });
    connect(m_savePdf, &QPushButton::clicked, this,
            [this] { askAndSave(QStringLiteral("pdf"), tr("PDF (*.pdf)"), &ReportPage::savePdf); });
    auto* heading = new QHBoxLayout;
    heading->addWidget(title);
    heading->addSpacing(kGrid);
    heading->addWidget(m_facts, 1);
    heading->addWidget(m_savePdf);
    heading->addWidget(html);
    m_view = new QTextBrowser(content);
    m_view->setObjectName(QStringLiteral("report"));
    m_view->setAccessibleName(tr("Preview of the report"));
    m_view->setPalette(paper(m_view->palette()));
    m_view->setOpenLinks(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setDocument(m_document);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addLayout(heading);
    layout->addWidget(m_view, 1);
    return content;
}

void ReportPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        make();
}

void ReportPage::refresh()
{
    m_stale = true;
    m_stack->setCurrentWidget(m_bench.study().run() ? m_content : static_cast<QWidget*>(m_empty));
    if (isVisible())
        make();
}

void ReportPage::make()
{
    m_stale = false;
    const Study& study = m_bench.study();
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
        m_bench.study().title().section(QLatin1Char('.'), 0, 0) + QStringLiteral(".report.") + suffix;
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
        make();
    try {
        writeTextAtomically(path.toStdString(), m_html);
        m_message->say(MessageBar::Tone::Done, tr("Written to %1.").arg(path));
    } catch (const Error& error) {
        m_message->say(MessageBar::Tone::Error, QString::fromStdString(error.what()));
    }
}

void ReportPage::savePdf(const QString& path)
{
    if (m_pdf->busy())
        return;
    if (m_stale)
        make();
    m_savePdf->setEnabled(false);
    m_message->say(MessageBar::Tone::Info, tr("Writing %1 ...").arg(path));
    m_pdf->start(QString::fromStdString(m_html), path);
}

void ReportPage::pdfEnded(MessageBar::Tone tone, const QString& text)
{
    m_savePdf->setEnabled(true);
    m_message->say(tone, text);
}

} // namespace leap::ui
