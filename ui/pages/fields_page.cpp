// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/fields_page.h"

#include "core/base/error.h"
#include "core/data/load.h"
#include "core/data/schema_json.h"
#include "ui/charts/field_ruler.h"
#include "ui/format.h"
#include "ui/models/delegates.h"
#include "ui/models/field_table_model.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

/// Where a field is cut when only its name is given: between its inputs, else in the middle.
int naturalCut(const Field& field)
{
    if (field.inputs.size() > 1)
        return field.inputs.front().width;
    return field.width() / 2;
}

bool canSplit(const Field& field)
{
    if (field.inputs.size() > 1)
        return true;
    return field.inputs.size() == 1 && field.inputs.front().kind == InputKind::Vector && field.width() > 1;
}

} // namespace

FieldsPage::FieldsPage(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_model(new FieldTableModel(bench.study(), this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("fields"), this))
    , m_message(new MessageBar(this))
    , m_content(makeContent())
{
    m_empty->set(tr("No fields yet"),
                 tr("A field is a range of columns that gets one gate. Fields are proposed from the data's "
                    "columns; here "
                    "you name, merge, split and group them."),
                 tr("Open data"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);
    connect(m_empty, &EmptyState::triggered, this, &FieldsPage::dataRequested);
    connect(m_model, &FieldTableModel::refused, this,
            [this](const QString& reason) { m_message->say(MessageBar::Tone::Warning, reason); });
    connect(&m_bench.study(), &Study::schemaChanged, this, &FieldsPage::refresh);
    connect(&m_bench.study(), &Study::reportChanged, this, [this] { m_fitWanted = true; });
    connect(&m_bench.study(), &Study::runsChanged, this,
            [this] { m_fitWanted = m_fitWanted || !m_bench.study().report(); });
    refresh();
}

QWidget* FieldsPage::makeContent()
{
    auto* content = new QWidget(this);
    auto* title = new QLabel(tr("Fields"), content);
    title->setFont(titleFont());
    m_facts = new QLabel(content);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_search = new PrimaryButton({}, content);
    m_search->setObjectName(QStringLiteral("toSearch"));
    connect(m_search, &QPushButton::clicked, this, &FieldsPage::done);
    auto* heading = new QHBoxLayout;
    heading->addWidget(title);
    heading->addSpacing(kGrid);
    heading->addWidget(m_facts, 1);
    heading->addWidget(m_search);

    m_table = new TableView(tr("Fields and their ranges"), content);
    m_table->setObjectName(QStringLiteral("fields"));
    m_table->setSource(m_model);
    m_table->setItemDelegateForColumn(FieldTableModel::Kind, new KindDelegate(m_table));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_ruler = new FieldRuler(content);
    m_ruler->setAccessibleName(tr("The concatenated row, to scale"));
    m_ruler->setMaximumHeight(m_ruler->sizeHint().height());
    connect(m_ruler, &FieldRuler::selectionChanged, this,
            [this](const QVector<int>& fields) { m_table->selectSourceRows(fields); });
    connect(m_ruler, &FieldRuler::borderMoved, this, [this](int field, int newEnd) {
        edit(tr("Move the end of %1").arg(m_model->index(field, FieldTableModel::Name).data().toString()),
             [&](const Schema& schema) { return withBorder(schema, static_cast<size_t>(field), newEnd); });
    });
    connect(m_table, &TableView::rowsSelected, this, [this] {
        QVector<int> fields;
        for (const QModelIndex& row : m_table->selectedSourceRows())
            fields << row.row();
        m_ruler->setSelection(fields);
        if (fields.size() == 1)
            m_ruler->reveal(fields.first());
        refreshActions();
    });

    auto* bar = new QToolBar(content);
    bar->setIconSize(QSize(2 * kGrid, 2 * kGrid));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    makeActions(bar);
    auto* filter = new QLineEdit(content);
    filter->setPlaceholderText(tr("Filter"));
    filter->setAccessibleName(tr("Filter fields"));
    filter->setClearButtonEnabled(true);
    filter->setMaximumWidth(24 * kGrid);
    connect(filter, &QLineEdit::textChanged, m_table, &TableView::setFilter);
    auto* tools = new QHBoxLayout;
    tools->addWidget(bar, 1);
    tools->addWidget(filter);

    m_problems = new QLabel(content);
    m_problems->setWordWrap(true);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addLayout(heading);
    layout->addWidget(m_ruler);
    layout->addLayout(tools);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_problems);
    return content;
}

QAction* FieldsPage::addAction(QToolBar* bar, const QString& iconName, const QString& text,
                               const QKeySequence& key, const QString& help,
                               const std::function<void()>& what)
{
    auto* action = new QAction(icon(iconName), text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString keys = key.toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? help : QStringLiteral("%1 (%2)").arg(help, keys));
    connect(action, &QAction::triggered, this, what);
    bar->addAction(action);
    m_table->addAction(action);
    return action;
}

void FieldsPage::makeActions(QToolBar* bar)
{
    m_merge = addAction(bar, QStringLiteral("merge"), tr("Merge"), QKeySequence(tr("Ctrl+M")),
                        tr("One gate for the selected neighbouring fields"), [this] { merge(); });
    m_split = addAction(bar, QStringLiteral("split"), tr("Split"), QKeySequence(tr("Ctrl+T")),
                        tr("Cut the field between its inputs, or inside a vector"), [this] { split(); });
    m_group = addAction(bar, QStringLiteral("group"), tr("Group"), QKeySequence(tr("Ctrl+G")),
                        tr("Name what the selected fields have in common"), [this] { group(); });
    m_up = addAction(bar, QStringLiteral("up"), tr("Up"), QKeySequence(tr("Alt+Up")), tr("Move the field up"),
                     [this] { move(-1); });
    m_down = addAction(bar, QStringLiteral("down"), tr("Down"), QKeySequence(tr("Alt+Down")),
                       tr("Move the field down"), [this] { move(1); });
    m_remove = addAction(bar, QStringLiteral("remove"), tr("Leave out"), QKeySequence::Delete,
                         tr("Leave the selected fields' columns out"), [this] { remove(); });
    m_add = addAction(bar, QStringLiteral("import"), tr("Add back"), {}, tr("Use a column that was left out"),
                      [this] { addColumn(); });
    bar->addSeparator();
    addAction(bar, QStringLiteral("open"), tr("Import..."), {},
              tr("Replace the fields by a range table or schema file"), [this] { importWithDialog(); });
    addAction(bar, QStringLiteral("export"), tr("Export..."), {},
              tr("Write the fields as a range table or schema file"), [this] { exportWithDialog(); });
}

std::vector<size_t> FieldsPage::selection() const
{
    std::vector<size_t> fields;
    for (const QModelIndex& row : m_table->selectedSourceRows())
        fields.push_back(static_cast<size_t>(row.row()));
    return fields;
}

void FieldsPage::select(const std::vector<size_t>& fields)
{
    QList<int> rows;
    for (const size_t field : fields)
        rows << static_cast<int>(field);
    m_table->selectSourceRows(rows);
}

void FieldsPage::edit(const QString& what, const std::function<Schema(const Schema&)>& change)
{
    m_message->clear();
    try {
        m_bench.study().editSchema(what, change(m_bench.study().schema()));
    } catch (const Error& error) {
        m_message->say(MessageBar::Tone::Warning, QString::fromStdString(error.what()));
    }
}

void FieldsPage::merge()
{
    const auto fields = selection();
    if (fields.size() < 2)
        return;
    QStringList names;
    for (const size_t field : fields)
        names << QString::fromStdString(m_bench.study().schema().fields[field].name);
    const QString name = names.size() <= 3
        ? names.join(QLatin1Char('+'))
        : QStringLiteral("%1+%2 more").arg(names.first()).arg(names.size() - 1);
    edit(tr("Merge %1").arg(names.join(QStringLiteral(", "))),
         [&](const Schema& schema) { return mergeFields(schema, fields, name.toStdString()); });
    if (m_message->isHidden())
        select({fields.front()});
}

void FieldsPage::split()
{
    const auto fields = selection();
    if (fields.size() != 1)
        return;
    const Field& field = m_bench.study().schema().fields[fields.front()];
    int cut = naturalCut(field);
    bool good = true;
    if (field.inputs.size() == 1) // inside a vector: anywhere
        cut =
            QInputDialog::getInt(this, tr("Split"), tr("Columns of the first part, of %1").arg(field.width()),
                                 cut, 1, field.width() - 1, 1, &good);
    if (good)
        splitAt(fields.front(), cut);
}

void FieldsPage::splitAt(size_t field, int column)
{
    const QString name = QString::fromStdString(m_bench.study().schema().fields[field].name);
    edit(tr("Split %1").arg(name), [&](const Schema& schema) { return splitField(schema, field, column); });
    if (m_message->isHidden())
        select({field, field + 1});
}

void FieldsPage::group()
{
    const auto fields = selection();
    if (fields.empty())
        return;
    bool good = false;
    const QString now = QString::fromStdString(m_bench.study().schema().fields[fields.front()].group);
    const QString name = QInputDialog::getText(this, tr("Group"), tr("Name of the group (empty = none)"),
                                               QLineEdit::Normal, now, &good);
    if (good)
        edit(tr("Group"),
             [&](const Schema& schema) { return withGroup(schema, fields, name.trimmed().toStdString()); });
}

void FieldsPage::remove()
{
    const auto fields = selection();
    if (fields.empty())
        return;
    const QString what = fields.size() == 1
        ? tr("Leave out %1").arg(QString::fromStdString(m_bench.study().schema().fields[fields.front()].name))
        : tr("Leave out %1 fields").arg(fields.size());
    edit(what, [&](const Schema& schema) { return withoutFields(schema, fields); });
}

void FieldsPage::move(int by)
{
    const auto fields = selection();
    if (fields.size() != 1)
        return;
    const size_t from = fields.front();
    const size_t to = from + static_cast<size_t>(by);
    if (to >= m_bench.study().schema().fields.size())
        return;
    edit(tr("Move %1").arg(QString::fromStdString(m_bench.study().schema().fields[from].name)),
         [&](const Schema& schema) { return withFieldMoved(schema, from, to); });
    select({to});
}

void FieldsPage::addColumn()
{
    QMenu menu;
    for (const LeftOut& out : m_bench.study().schema().leftOut) {
        const QString column = QString::fromStdString(out.column);
        menu.addAction(QStringLiteral("%1 (%2)").arg(column, QString::fromStdString(out.reason)), this,
                       [this, column] {
                           edit(tr("Use %1").arg(column), [&](const Schema& schema) {
                               return withColumn(schema, *m_bench.study().report(), column.toStdString());
                           });
                       });
    }
    menu.exec(QCursor::pos());
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
    edit(tr("Import fields"), [&](const Schema& schema) {
        if (path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
            return readSchema(path.toStdString());
        const ReportPtr& report = m_bench.study().report();
        const ColumnReport* matrix = report ? matrixColumn(*report) : nullptr;
        if (!matrix)
            throw InputError("A range table cuts up the columns of a matrix or a list, and these data have "
                             "none. Import a schema (.json) instead.");
        Schema next = readRangeTable(path.toStdString(), matrix->name, matrix->width, schema.label);
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
            writeRangeTable(path.toStdString(), m_bench.study().schema());
        else
            writeSchema(path.toStdString(), m_bench.study().schema());
        m_message->say(MessageBar::Tone::Done, tr("Written to %1.").arg(path));
    } catch (const Error& error) {
        m_message->say(MessageBar::Tone::Error, QString::fromStdString(error.what()));
    }
}

void FieldsPage::refresh()
{
    const Schema& schema = m_bench.study().schema();
    m_stack->setCurrentWidget(schema.fields.empty() && schema.leftOut.empty() ? static_cast<QWidget*>(m_empty)
                                                                              : m_content);
    const QString fields = countedText(static_cast<int64_t>(schema.fields.size()), tr("field"), tr("fields"));
    const QString columns = countedText(schema.columns(), tr("column"), tr("columns"));
    m_facts->setText(tr("%1, %2 in the concatenated row").arg(fields, columns));
    m_search->setText(tr("Search %1").arg(fields));
    m_search->setEnabled(!schema.fields.empty());
    QVector<RulerField> bands;
    const auto ranges = schema.ranges();
    for (size_t i = 0; i < schema.fields.size(); ++i)
        bands << RulerField{QString::fromStdString(schema.fields[i].name), ranges[i], ranges[i + 1]};
    m_ruler->setFields(bands, schema.columns());
    const auto& problems = m_model->problems();
    m_problems->setVisible(!problems.empty());
    if (!problems.empty()) {
        const FieldProblem& first = problems.front();
        const QString more = problems.size() > 1
            ? tr(" And %1 more; see the marked fields.").arg(problems.size() - 1)
            : QString();
        m_problems->setText(QStringLiteral("%1: %2%3")
                                .arg(QString::fromStdString(schema.fields[first.field].name),
                                     QString::fromStdString(first.text), more));
    }
    if (m_fitWanted && !schema.fields.empty()) {
        m_fitWanted = false; // widths that the user sets stay
        m_table->fitColumns(FieldTableModel::Note);
    }
    refreshActions();
}

void FieldsPage::refreshActions()
{
    const auto fields = selection();
    const Schema& schema = m_bench.study().schema();
    const bool one = fields.size() == 1 && fields.front() < schema.fields.size();
    m_merge->setEnabled(fields.size() > 1);
    m_split->setEnabled(one && canSplit(schema.fields[fields.front()]));
    m_group->setEnabled(!fields.empty());
    m_remove->setEnabled(!fields.empty());
    m_up->setEnabled(one && fields.front() > 0);
    m_down->setEnabled(one && fields.front() + 1 < schema.fields.size());
    m_add->setEnabled(m_bench.study().report() && !schema.leftOut.empty());
}

} // namespace leap::ui
