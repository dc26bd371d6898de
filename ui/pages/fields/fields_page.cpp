// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/fields/fields_page.h"

#include "core/base/error.h"
#include "core/data/fields/column_fields.h"
#include "core/data/fields/field_problems.h"
#include "core/data/fields/row_bands.h"
#include "core/data/load.h"
#include "core/data/schema/field_edits.h"
#include "core/data/schema/range_table.h"
#include "core/data/schema/schema_json.h"
#include "ui/charts/fields/field_ruler.h"
#include "ui/format.h"
#include "ui/models/delegates.h"
#include "ui/models/field_table_model.h"
#include "ui/native_path.h"
#include "ui/pages/fields/bulk_bar.h"
#include "ui/pages/fields/field_actions.h"
#include "ui/pages/fields/problem_line.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/table_view.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolBar>
#include <QVBoxLayout>

namespace leap::ui {

FieldsPage::FieldsPage(Workbench& bench, QWidget* parent)
    : StepPage(bench, QStringLiteral("fields"), parent)
    , m_model(new FieldTableModel(bench.study(), this))
{
    invite(
        tr("No fields yet"),
        tr("A field is a range of columns that gets one gate. Fields are proposed from the data's columns; "
           "here you name, merge, split and group them."),
        tr("Open data"), Step::Data);
    setContent(makeContent());
    layOut();
    connect(m_model, &FieldTableModel::refused, this, &FieldsPage::warn);
    connect(&bench.study(), &Study::reportChanged, this, [this] { m_fitWanted = true; });
    connect(&bench.study(), &Study::runsChanged, this, [this] { m_fitWanted = m_fitWanted || !report(); });
    follow(bench.study(), &Study::schemaChanged, &Study::reportChanged);
    refresh();
}

QWidget* FieldsPage::makeContent()
{
    auto* content = new QWidget(this);
    makeTable(content);
    makeRuler(content);
    m_problems = new ProblemLine(content);
    auto* layout = columnLayout(content, kGrid);
    layout->addLayout(makeHead(content));
    layout->addWidget(m_ruler);
    layout->addWidget(m_problems);
    layout->addLayout(makeTools(content));
    layout->addWidget(makeBulkBar(content));
    layout->addWidget(m_table, 1);
    connect(m_problems, &ProblemLine::fieldChosen, this,
            [this](int field) { m_table->selectSourceRows({field}); });
    connect(m_problems, &ProblemLine::repairRequested, this, [this] {
        m_actions->edit(tr("Repair fields"),
                        [this](const Schema& schema) { return repaired(schema, report()); });
    });
    connect(m_problems, &ProblemLine::fillRequested, this, [this] {
        m_actions->edit(tr("Fill the gaps"),
                        [this](const Schema& schema) { return withGapsFilled(schema, report()); });
    });
    return content;
}

QLayout* FieldsPage::makeHead(QWidget* content)
{
    m_facts = makeFacts(content);
    m_search = new PrimaryButton({}, content);
    m_search->setObjectName(QStringLiteral("toSearch"));
    connect(m_search, &QPushButton::clicked, this, [this] { Q_EMIT stepRequested(Step::Search); });
    return makeHeading(makeTitle(tr("Fields"), content), m_facts, {m_search});
}

void FieldsPage::makeTable(QWidget* content)
{
    m_table = new TableView(tr("Fields and their ranges"), content);
    m_table->setObjectName(QStringLiteral("fields"));
    m_table->setSource(m_model);
    m_table->setItemDelegateForColumn(FieldTableModel::Kind, new KindDelegate(m_table));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table, &TableView::rowsSelected, this, [this] {
        QVector<int> bands;
        for (const QModelIndex& row : m_table->selectedSourceRows()) {
            for (size_t band = 0; band < m_row.bands.size(); ++band) {
                if (m_row.bands[band].field == static_cast<size_t>(row.row()))
                    bands << static_cast<int>(band);
            }
        }
        m_ruler->setSelection(bands);
        if (bands.size() == 1)
            m_ruler->reveal(bands.first());
        m_actions->refresh();
        m_bulk->refresh();
    });
}

void FieldsPage::makeRuler(QWidget* content)
{
    m_ruler = new FieldRuler(content);
    m_ruler->setAccessibleName(tr("The concatenated row, to scale"));
    m_ruler->setMaximumHeight(m_ruler->sizeHint().height());
    connect(m_ruler, &FieldRuler::selectionChanged, this, [this](const QVector<int>& bands) {
        QList<int> fields;
        for (const int band : bands) {
            const auto field = static_cast<int>(m_row.bands[static_cast<size_t>(band)].field);
            if (!fields.contains(field))
                fields << field;
        }
        m_table->selectSourceRows(fields);
    });
    connect(m_ruler, &FieldRuler::borderMoved, this, &FieldsPage::moveEnd);
    connect(m_ruler, &Chart::exportFailed, this, &FieldsPage::warn);
}

QLayout* FieldsPage::makeTools(QWidget* content)
{
    auto* bar = new QToolBar(content);
    bar->setIconSize(QSize(2 * kGrid, 2 * kGrid));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_actions = new FieldActions(bench(), *m_table, *bar, this);
    connect(m_actions, &FieldActions::edited, &message(), &MessageBar::clear);
    connect(m_actions, &FieldActions::refused, this, &FieldsPage::warn);
    bar->addSeparator();
    bar->addAction(icon(QStringLiteral("open")), tr("Import..."), this, &FieldsPage::importWithDialog)
        ->setToolTip(tr("Replace the fields by a range table or schema file"));
    bar->addAction(icon(QStringLiteral("export")), tr("Export..."), this, &FieldsPage::exportWithDialog)
        ->setToolTip(tr("Write the fields as a range table or schema file"));
    auto* filter = new QLineEdit(content);
    filter->setPlaceholderText(tr("Filter"));
    filter->setAccessibleName(tr("Filter fields"));
    filter->setClearButtonEnabled(true);
    filter->setMaximumWidth(24 * kGrid);
    connect(filter, &QLineEdit::textChanged, m_table, &TableView::setFilter);
    auto* tools = new QHBoxLayout;
    tools->addWidget(bar, 1);
    tools->addWidget(filter);
    return tools;
}

QWidget* FieldsPage::makeBulkBar(QWidget* content)
{
    m_bulk = new BulkBar(bench().study(), *m_table, content);
    connect(m_bulk, &BulkBar::refused, this, &FieldsPage::warn);
    connect(m_bulk, &BulkBar::edited, this, [this](const QStringList& refused) {
        constexpr int kShown = 3;
        message().clear();
        if (refused.isEmpty())
            return;
        const auto more = refused.size() - kShown;
        warn(refused.mid(0, kShown).join(QLatin1Char(' '))
             + (more > 0 ? tr(" (and %1 more)").arg(more) : QString()));
    });
    return m_bulk;
}

void FieldsPage::moveEnd(int band, int newEnd)
{
    const RowBand moved = m_row.bands[static_cast<size_t>(band)];
    const bool last = static_cast<size_t>(band) + 1 == m_row.bands.size()
        || m_row.bands[static_cast<size_t>(band) + 1].field != moved.field;
    const QString name =
        m_model->index(static_cast<int>(moved.field), FieldTableModel::Name).data().toString();
    if (!last) {
        warn(tr("%1 has several pieces; only the end of its last one can be moved. Split it to move the "
                "others.")
                 .arg(name));
        return;
    }
    const auto by = static_cast<int>(newEnd - moved.end);
    m_actions->edit(tr("Move the end of %1").arg(name),
                    [&](const Schema& schema) { return withEndMoved(schema, moved.field, by); });
}

const InspectReport* FieldsPage::report() const
{
    return bench().study().report().get();
}

void FieldsPage::importWithDialog()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import fields"), {},
                                                      tr("Range tables and schemas (*.csv *.json)"));
    if (!path.isEmpty())
        importFile(path);
}

void FieldsPage::importFile(const QString& path)
{
    m_actions->edit(tr("Import fields"), [&](const Schema& schema) {
        if (path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
            return readSchema(nativePath(path));
        const ColumnReport* matrix = report() ? matrixColumn(*report()) : nullptr;
        if (!matrix)
            throw InputError("A range table cuts up the columns of a matrix or a list, and these data have "
                             "none. Import a schema (.json) instead.");
        Schema next = readRangeTable(nativePath(path), matrix->name, matrix->width, schema.label);
        next.groupId = schema.groupId;
        next.weight = schema.weight;
        next.time = schema.time;
        return next;
    });
}

void FieldsPage::exportWithDialog()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export fields"), QStringLiteral("schema.json"), tr("Schema (*.json);;Range table (*.csv)"));
    if (!path.isEmpty())
        exportFile(path);
}

void FieldsPage::exportFile(const QString& path)
{
    try {
        if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
            writeRangeTable(nativePath(path), bench().study().schema());
        else
            writeSchema(nativePath(path), bench().study().schema());
        message().say(MessageBar::Tone::Done, tr("Written to %1.").arg(path));
    } catch (const Error& error) {
        complain(QString::fromStdString(error.what()));
    }
}

void FieldsPage::refresh()
{
    const Schema& schema = bench().study().schema();
    showFace(schema.fields.empty() && schema.leftOut.empty() ? Face::Empty : Face::Content);
    const QString fields = countedText(static_cast<int64_t>(schema.fields.size()), tr("field"), tr("fields"));
    const QString columns = countedText(schema.columns(), tr("column"), tr("columns"));
    m_facts->setText(tr("%1, %2 in the concatenated row").arg(fields, columns));
    m_search->setText(tr("Search %1").arg(fields));
    m_search->setEnabled(!schema.fields.empty());
    refreshRuler();
    m_problems->setProblems(schema, m_model->problems());
    if (m_fitWanted && !schema.fields.empty()) {
        m_fitWanted = false; // widths that the user sets stay
        m_table->fitColumns(FieldTableModel::Note);
    }
    m_actions->refresh();
}

void FieldsPage::refreshRuler()
{
    const Schema& schema = bench().study().schema();
    m_row = rowBands(schema, report());
    QVector<RulerField> bands;
    for (const RowBand& band : m_row.bands)
        bands << RulerField{QString::fromStdString(schema.fields[band.field].name), band.start, band.end,
                            static_cast<int>(band.field)};
    m_ruler->setFields(bands, m_row.columns);
}

StepPage* makeFieldsPage(const PageParts& parts, QWidget* parent)
{
    return new FieldsPage(parts.bench, parent);
}

} // namespace leap::ui
