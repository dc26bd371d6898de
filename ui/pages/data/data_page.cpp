// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_page.h"

#include "core/base/text.h"
#include "core/data/column/file_format.h"
#include "core/data/fields/column_fields.h"
#include "ui/format.h"
#include "ui/models/column_model.h"
#include "ui/models/preview_model.h"
#include "ui/models/window_words.h"
#include "ui/pages/data/column_tabs.h"
#include "ui/pages/data/label_form.h"
#include "ui/pages/data/reading_form.h"
#include "ui/pages/data/source_panel.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/table_view.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

constexpr int kSourceWidth = 26 * kGrid;

QString fileTitle(const Study& study)
{
    constexpr int kNamed = 3;
    QStringList names;
    for (const std::string& file : study.source().files)
        names << QFileInfo(QString::fromStdString(file)).fileName();
    if (names.size() > kNamed)
        return DataPage::tr("%1 + %2 more").arg(names.first()).arg(names.size() - 1);
    return names.join(QStringLiteral(" + "));
}

/// The first warnings; all of them are among the findings.
QString warningsText(const InspectReport& report)
{
    constexpr size_t kShown = 2;
    const size_t shown = std::min(kShown, report.warnings.size());
    const auto end = report.warnings.begin() + static_cast<std::ptrdiff_t>(shown);
    const QString text =
        QString::fromStdString(join(std::vector<std::string>(report.warnings.begin(), end), " "));
    const size_t more = report.warnings.size() - shown;
    return more == 0 ? text : DataPage::tr("%1 (%2 more under 'Findings'.)").arg(text).arg(more);
}

} // namespace

DataPage::DataPage(Workbench& bench, SourcePanel* sources, QWidget* parent)
    : StepPage(bench, QStringLiteral("data"), parent)
    , m_preview(new PreviewModel(bench.study(), this))
    , m_columns(new ColumnModel(bench.study(), this))
{
    setContent(makeContent());
    layOutAround(sources);
    followChanges();
    refresh();
}

void DataPage::layOutAround(SourcePanel* sources)
{
    sources->setFixedWidth(kSourceWidth);
    auto* right = new QVBoxLayout;
    right->setSpacing(kGrid);
    right->addWidget(&message());
    right->addWidget(new ReadingForm(bench(), this));
    right->addWidget(faces(), 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(sources);
    layout->addLayout(right, 1);
}

void DataPage::followChanges()
{
    Study& study = bench().study();
    connect(&study, &Study::sourceChanged, &message(), &MessageBar::clear); // it was about the file before
    connect(&study, &Study::reportChanged, this, [this] { m_previewTable->fitColumns(-1, 18 * kGrid); });
    follow(study, &Study::reportChanged, &Study::schemaChanged, &Study::sourceChanged);
    follow(bench().session(), &AuditSession::stateChanged);
    const auto say = [this](JobOutcome outcome, const auto&) { report(outcome); };
    whenEnded<OpenJob>(say);
    whenEnded<InspectJob>(say);
    whenEnded<ReadAuditJob>(say);
}

QWidget* DataPage::makeContent()
{
    auto* content = new QWidget(this);
    m_title = makeTitle({}, content);
    m_facts = makeFacts(content);
    m_use = new PrimaryButton({}, content);
    m_use->setObjectName(QStringLiteral("use"));
    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT stepRequested(Step::Fields); });
    auto* layout = columnLayout(content, kGrid);
    layout->addLayout(makeHeading(m_title, m_facts, {m_use}));
    layout->addWidget(new LabelForm(bench(), content));
    layout->addWidget(makeTables(content), 1);
    return content;
}

QWidget* DataPage::makeTables(QWidget* content)
{
    m_previewTable = new TableView(tr("First rows of the data"), content);
    m_previewTable->setSource(m_preview);
    m_previewTable->setSortingEnabled(false);
    m_previewTable->horizontalHeader()->setStretchLastSection(true);
    auto* tabs = new ColumnTabs(bench(), m_columns, content);
    connect(tabs, &ColumnTabs::refused, this, &DataPage::warn);
    auto* tables = new QSplitter(Qt::Vertical, content);
    tables->addWidget(m_previewTable);
    tables->addWidget(tabs);
    tables->setChildrenCollapsible(false);
    tables->setStretchFactor(0, 2);
    tables->setStretchFactor(1, 5);
    return tables;
}

void DataPage::refresh()
{
    const Study& study = bench().study();
    if (!study.report()) {
        const bool opening = bench().session().opening();
        if (opening)
            busy().setTitle(tr("Reading %1").arg(fileTitle(study)));
        else
            inviteToOpen();
        showFace(opening ? Face::Busy : Face::Empty);
        return;
    }
    const InspectReport& report = *study.report();
    m_title->setText(fileTitle(study));
    QStringList facts{tr("%1 rows").arg(countText(report.rows)), QString::fromStdString(report.format)};
    if (report.rejectedRows > 0)
        facts << tr("%1 bad rows set aside").arg(countText(report.rejectedRows));
    m_facts->setText(facts.join(QStringLiteral("  \u00b7  ")));
    m_facts->setToolTip(inWindowWords(QString::fromStdString(join(report.warnings, "\n"))));
    m_use->setText(tr("Use %1 of %2 columns").arg(m_columns->usedCount()).arg(m_columns->usableCount()));
    m_use->setEnabled(m_columns->usedCount() > 0 && !study.schema().label.column.empty());
    showFace(Face::Content);
}

void DataPage::inviteToOpen()
{
    const Study& study = bench().study();
    if (study.hasSource() && study.run())
        invite(tr("The data of this audit are not open"),
               tr("Its fields, search and decision are all here. To search again, open %1.")
                   .arg(fileTitle(study)),
               tr("Open the data"));
    else if (study.hasSource())
        invite(tr("%1 is not open").arg(fileTitle(study)),
               tr("Change under 'Reading' how it is read, and it is read again; or open another file."),
               tr("Read again"));
    else
        invite(
            tr("No data yet"),
            tr("Drop a table on the window (%1): a file, several files or a folder. This page then shows its "
               "columns, anything odd about them, and which one is the label.")
                .arg(QString::fromStdString(fileFormatNames())),
            {});
}

void DataPage::onInvited()
{
    bench().study().run() ? bench().reopenData() : bench().readAgain();
}

void DataPage::report(JobOutcome outcome)
{
    const Study& study = bench().study();
    const ReportPtr& report = study.report();
    if (!report)
        return;
    const ColumnReport* matrix = matrixColumn(*report);
    if (study.schema().label.column.empty())
        warn(tr("Choose the label: the %1.").arg(LabelForm::labelMeaning()));
    else if (outcome != JobOutcome::Finished)
        return;
    else if (matrix && study.schema().fields.size() == 1)
        message().say(MessageBar::Tone::Info,
                      tr("%1 has %2 columns, and only you know which of them form a field. Cut it into "
                         "fields on the Fields page, or import a range table there.")
                          .arg(QString::fromStdString(matrix->name))
                          .arg(matrix->width));
    else if (!report->warnings.empty())
        warn(QStringList{bench().foundSchema(), warningsText(*report)}.join(QLatin1Char(' ')).trimmed());
    else if (!bench().foundSchema().isEmpty())
        message().say(MessageBar::Tone::Info, bench().foundSchema());
}

StepPage* makeDataPage(const PageParts& parts, QWidget* parent)
{
    return new DataPage(parts.bench, parts.sources, parent);
}

} // namespace leap::ui
