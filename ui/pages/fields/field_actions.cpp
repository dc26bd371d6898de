// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/fields/field_actions.h"

#include "core/base/error.h"
#include "core/data/fields/column_fields.h"
#include "core/data/schema/field_edits.h"
#include "core/data/schema/schema_edit.h"
#include "ui/theme.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QInputDialog>
#include <QKeySequence>
#include <QMenu>
#include <QToolBar>

namespace leap::ui {
namespace {

/// Where a field is cut when only its name is given: between its inputs, else in the middle.
int naturalCut(const Field& field)
{
    return field.inputs.size() > 1 ? field.inputs.front().width : field.width() / 2;
}

bool canSplit(const Field& field)
{
    if (field.inputs.size() > 1)
        return true;
    return field.inputs.size() == 1 && field.inputs.front().kind == InputKind::Vector && field.width() > 1;
}

} // namespace

FieldActions::FieldActions(Workbench& bench, TableView& table, QToolBar& bar, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_table(table)
    , m_bar(bar)
    , m_merge(add(QStringLiteral("merge"), tr("Merge"), QKeySequence(tr("Ctrl+M")),
                  tr("One gate for the selected neighbouring fields"), [this] { merge(); }))
    , m_split(add(QStringLiteral("split"), tr("Split"), QKeySequence(tr("Ctrl+T")),
                  tr("Cut the field between its inputs, or inside a vector"), [this] { split(); }))
    , m_group(add(QStringLiteral("group"), tr("Group"), QKeySequence(tr("Ctrl+G")),
                  tr("Give the selected fields a common group name"), [this] { group(); }))
    , m_up(add(QStringLiteral("up"), tr("Up"), QKeySequence(tr("Alt+Up")), tr("Move the field up"),
               [this] { move(-1); }))
    , m_down(add(QStringLiteral("down"), tr("Down"), QKeySequence(tr("Alt+Down")), tr("Move the field down"),
                 [this] { move(1); }))
    , m_remove(add(QStringLiteral("remove"), tr("Leave out"), QKeySequence::Delete,
                   tr("Leave the selected fields' columns out"), [this] { remove(); }))
    , m_add(add(QStringLiteral("import"), tr("Add back"), {}, tr("Use a column that was left out"),
                [this] { addColumn(); }))
{
}

QAction* FieldActions::add(const QString& iconName, const QString& text, const QKeySequence& key,
                           const QString& help, const std::function<void()>& what)
{
    auto* action = new QAction(icon(iconName), text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString keys = key.toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? help : QStringLiteral("%1 (%2)").arg(help, keys));
    connect(action, &QAction::triggered, this, what);
    m_bar.addAction(action);
    m_table.addAction(action);
    return action;
}

std::vector<size_t> FieldActions::selection() const
{
    std::vector<size_t> fields;
    for (const QModelIndex& row : m_table.selectedSourceRows())
        fields.push_back(static_cast<size_t>(row.row()));
    return fields;
}

void FieldActions::select(const std::vector<size_t>& fields)
{
    QList<int> rows;
    for (const size_t field : fields)
        rows << static_cast<int>(field);
    m_table.selectSourceRows(rows);
}

QString FieldActions::nameOf(size_t field) const
{
    return QString::fromStdString(m_bench.study().schema().fields[field].name);
}

bool FieldActions::edit(const QString& what, const std::function<Schema(const Schema&)>& change)
{
    try {
        m_bench.study().editSchema(what, change(m_bench.study().schema()));
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromStdString(error.what()));
        return false;
    }
    Q_EMIT edited();
    return true;
}

void FieldActions::merge()
{
    const auto fields = selection();
    if (fields.size() < 2)
        return;
    QStringList names;
    for (const size_t field : fields)
        names << nameOf(field);
    const QString name = names.size() <= 3
        ? names.join(QLatin1Char('+'))
        : QStringLiteral("%1+%2 more").arg(names.first()).arg(names.size() - 1);
    const bool done = edit(tr("Merge %1").arg(name), [&](const Schema& schema) {
        return mergeFields(schema, fields, name.toStdString());
    });
    if (done)
        select({fields.front()});
}

void FieldActions::split()
{
    const auto fields = selection();
    if (fields.size() != 1)
        return;
    const size_t at = fields.front();
    const Field& field = m_bench.study().schema().fields[at];
    int cut = naturalCut(field);
    bool good = true;
    if (field.inputs.size() == 1) // inside a vector: anywhere
        cut = QInputDialog::getInt(&m_table, tr("Split"),
                                   tr("Columns of the first part, of %1").arg(field.width()), cut, 1,
                                   field.width() - 1, 1, &good);
    if (good && edit(tr("Split %1").arg(nameOf(at)), [&](const Schema& schema) {
            return splitField(schema, at, cut);
        }))
        select({at, at + 1});
}

void FieldActions::group()
{
    const auto fields = selection();
    if (fields.empty())
        return;
    bool good = false;
    const QString now = QString::fromStdString(m_bench.study().schema().fields[fields.front()].group);
    const QString name = QInputDialog::getText(&m_table, tr("Group"), tr("Name of the group (empty = none)"),
                                               QLineEdit::Normal, now, &good);
    if (good)
        edit(tr("Group"),
             [&](const Schema& schema) { return withGroup(schema, fields, name.trimmed().toStdString()); });
}

void FieldActions::remove()
{
    const auto fields = selection();
    if (fields.empty())
        return;
    const QString what = fields.size() == 1 ? tr("Leave out %1").arg(nameOf(fields.front()))
                                            : tr("Leave out %1 fields").arg(fields.size());
    edit(what, [&](const Schema& schema) { return withoutFields(schema, fields); });
}

void FieldActions::move(int by)
{
    const auto fields = selection();
    if (fields.size() != 1)
        return;
    const size_t from = fields.front();
    const size_t to = from + static_cast<size_t>(by);
    if (to >= m_bench.study().schema().fields.size())
        return;
    edit(tr("Move %1").arg(nameOf(from)),
         [&](const Schema& schema) { return withFieldMoved(schema, from, to); });
    select({to});
}

void FieldActions::addColumn()
{
    QMenu menu;
    for (const LeftOut& out : m_bench.study().schema().leftOut) {
        const QString column = QString::fromStdString(out.column);
        const QString text = QStringLiteral("%1 (%2)").arg(column, QString::fromStdString(out.reason));
        menu.addAction(text, this, [this, column] {
            edit(tr("Use %1").arg(column), [&](const Schema& schema) {
                return withColumn(schema, *m_bench.study().report(), column.toStdString());
            });
        });
    }
    const QWidget* button = m_bar.widgetForAction(m_add);
    menu.exec(button && button->isVisible() ? button->mapToGlobal(button->rect().bottomLeft())
                                            : QCursor::pos());
}

void FieldActions::refresh()
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
