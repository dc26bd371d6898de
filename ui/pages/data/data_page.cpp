// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_page.h"

#include "core/base/text.h"
#include "core/data/column/file_format.h"
#include "core/data/fields/column_fields.h"
#include "ui/format.h"
#include "ui/models/column_model.h"
#include "ui/models/delegates.h"
#include "ui/models/preview_model.h"
#include "ui/pages/data/label_form.h"
#include "ui/pages/data/source_panel.h"
#include "ui/theme.h"
#include "ui/widgets/busy_state.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/table_view.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

constexpr int kSourceWidth = 26 * kGrid;

bool belongsHere(const JobTask& task)
{
    return std::holds_alternative<OpenJob>(task) || std::holds_alternative<InspectJob>(task)
        || std::holds_alternative<ReadAuditJob>(task);
}

QString fileTitle(const Study& study)
{
    QStringList names;
    for (const std::string& file : study.source().files)
        names << QFileInfo(QString::fromStdString(file)).fileName();
    return names.join(QStringLiteral(" + "));
}

} // namespace

DataPage::DataPage(Workbench& bench, SourcePanel* sources, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_preview(new PreviewModel(bench.study(), this))
    , m_columns(new ColumnModel(bench.study(), this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("data"), this))
    , m_busy(new BusyState(this))
    , m_message(new MessageBar(this))
    , m_content(makeContent())
{
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_busy);
    m_stack->addWidget(m_content);
    sources->setFixedWidth(kSourceWidth);
    auto* right = new QVBoxLayout;
    right->setSpacing(kGrid);
    right->addWidget(m_message);
    right->addWidget(m_stack, 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(sources);
    layout->addLayout(right, 1);
    connect(m_empty, &EmptyState::triggered, &m_bench, &Workbench::reopenData);
    connect(m_busy, &BusyState::stopRequested, &m_bench.session(), &AuditSession::stop);
    connect(m_columns, &ColumnModel::refused, this,
            [this](const QString& reason) { m_message->say(MessageBar::Tone::Warning, reason); });
    connect(&m_bench.study(), &Study::reportChanged, this, [this] {
        m_previewTable->fitColumns(-1, 18 * kGrid);
        m_columnTable->fitColumns(ColumnModel::Remarks);
        m_columnTable->setColumnWidth(ColumnModel::Default, 17 * kGrid);
        refresh();
    });
    connect(&m_bench.study(), &Study::schemaChanged, this, &DataPage::refresh);
    connect(&m_bench.study(), &Study::sourceChanged, this, [this] {
        m_message->clear(); // it was about the file before
        refresh();
    });
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &DataPage::refresh);
    connect(&m_bench.session(), &AuditSession::progressed, m_busy, &BusyState::setProgress);
    connect(&m_bench, &Workbench::ended, this, &DataPage::onEnded);
    refresh();
}

QWidget* DataPage::makeContent()
{
    auto* content = new QWidget(this);
    m_title = new QLabel(content);
    m_title->setFont(titleFont());
    m_facts = new QLabel(content);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_previewTable = new TableView(tr("First rows of the data"), content);
    m_previewTable->setSource(m_preview);
    m_previewTable->setSortingEnabled(false);
    m_previewTable->horizontalHeader()->setStretchLastSection(true);
    m_columnTable = new TableView(tr("Columns of the data"), content);
    m_columnTable->setObjectName(QStringLiteral("columns"));
    m_columnTable->setSource(m_columns);
    m_columnTable->setItemDelegateForColumn(ColumnModel::Kind, new KindDelegate(m_columnTable));
    m_columnTable->setItemDelegateForColumn(ColumnModel::Default, new BarDelegate(m_columnTable));
    m_use = new PrimaryButton({}, content);
    m_use->setObjectName(QStringLiteral("use"));
    connect(m_use, &QPushButton::clicked, this, &DataPage::done);
    auto* tables = new QSplitter(Qt::Vertical, content);
    tables->addWidget(m_previewTable);
    tables->addWidget(m_columnTable);
    tables->setChildrenCollapsible(false);
    tables->setStretchFactor(0, 2);
    tables->setStretchFactor(1, 5);
    auto* heading = new QHBoxLayout;
    heading->addWidget(m_title);
    heading->addSpacing(kGrid);
    heading->addWidget(m_facts, 1);
    heading->addWidget(m_use);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addLayout(heading);
    layout->addWidget(new LabelForm(m_bench, content));
    layout->addWidget(tables, 1);
    return content;
}

void DataPage::refresh()
{
    const Study& study = m_bench.study();
    const AuditSession& session = m_bench.session();
    if (session.opening() && !study.report()) {
        m_busy->setTitle(tr("Reading %1").arg(fileTitle(study)));
        m_stack->setCurrentWidget(m_busy);
        return;
    }
    if (!study.report()) {
        if (study.hasSource() && study.run())
            m_empty->set(tr("The data of this audit are not open"),
                         tr("Its fields, search and decision are all here. To search again, open %1.")
                             .arg(fileTitle(study)),
                         tr("Open the data"));
        else
            m_empty->set(tr("No data yet"),
                         tr("Drop a table on the window (%1). Here you will see its columns, what is odd "
                            "about them, and which one is the label.")
                             .arg(QString::fromStdString(fileFormatNames())),
                         {});
        m_stack->setCurrentWidget(m_empty);
        return;
    }
    const InspectReport& report = *study.report();
    m_title->setText(fileTitle(study));
    QStringList facts{tr("%1 rows").arg(countText(report.rows)), QString::fromStdString(report.format)};
    if (report.rejectedRows > 0)
        facts << tr("%1 bad rows set aside").arg(countText(report.rejectedRows));
    m_facts->setText(facts.join(QStringLiteral("  \u00b7  ")));
    m_facts->setToolTip(QString::fromStdString(join(report.warnings, "\n")));
    m_use->setText(tr("Use %1 of %2 columns").arg(m_columns->usedCount()).arg(m_columns->usableCount()));
    m_use->setEnabled(m_columns->usedCount() > 0 && !study.schema().label.column.empty());
    m_stack->setCurrentWidget(m_content);
}

void DataPage::onEnded(const JobEnd& end)
{
    if (!belongsHere(end.task))
        return;
    m_message->clear();
    const ReportPtr& report = m_bench.study().report();
    if (end.outcome == JobOutcome::Failed)
        m_message->say(MessageBar::Tone::Error, end.error);
    else if (report && m_bench.study().schema().label.column.empty())
        m_message->say(MessageBar::Tone::Warning,
                       tr("Choose the label: the column that says what happened, such as a click."));
    else if (report && end.outcome == JobOutcome::Finished && m_bench.study().schema().fields.size() == 1
             && matrixColumn(*report))
        m_message->say(MessageBar::Tone::Info,
                       tr("%1 has %2 columns, and only you know which of them form a field. Cut it on the "
                          "Fields page, or import "
                          "a range table there.")
                           .arg(QString::fromStdString(matrixColumn(*report)->name))
                           .arg(matrixColumn(*report)->width));
    else if (report && end.outcome == JobOutcome::Finished && !report->warnings.empty())
        m_message->say(MessageBar::Tone::Warning, QString::fromStdString(join(report->warnings, " ")));
    refresh();
}

} // namespace leap::ui
