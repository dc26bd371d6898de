// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/field_table_model.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/fields/field_problems.h"
#include "core/data/schema/field_edits.h"
#include "ui/format.h"
#include "ui/models/kind_names.h"
#include "ui/models/typed_range.h"
#include "ui/theme.h"

#include <QGuiApplication>

#include <algorithm>

namespace leap::ui {
namespace {

QString inputsText(const Field& field)
{
    QStringList names;
    for (const Input& input : field.inputs) {
        if (input.kind == InputKind::Pretrained)
            names << QStringLiteral("%1 in %2[%3:%4]")
                         .arg(QString::fromStdString(input.columns.front()),
                              QString::fromStdString(input.table.file))
                         .arg(input.begin)
                         .arg(input.begin + input.width);
        else if (isSlice(input))
            names << QStringLiteral("%1[%2:%3]")
                         .arg(QString::fromStdString(input.columns.front()))
                         .arg(input.begin)
                         .arg(input.begin + input.width);
        else if (input.columns.size() > 3)
            names << QStringLiteral("%1 ... %2 (%3)")
                         .arg(QString::fromStdString(input.columns.front()),
                              QString::fromStdString(input.columns.back()))
                         .arg(input.columns.size());
        else
            names << QString::fromStdString(join(input.columns, ", "));
    }
    return names.join(QStringLiteral(" + "));
}

} // namespace

double costOf(const QVariant& value)
{
    const std::string text = value.toString().trimmed().toStdString();
    if (text.empty())
        return 0;
    const auto cost = parseDouble(text);
    if (!cost || *cost < 0)
        throw InputError("'" + text + "' is not a cost. Type a number that is 0 or more.");
    return *cost;
}

FieldTableModel::FieldTableModel(Study& study, QObject* parent)
    : TableModel(
        {{tr("Field"), tr("One gate is learnt per field."), false},
         {tr("Kind"), tr("How its inputs become columns."), false},
         {tr("Inputs"),
          tr("The source columns of the field. For a slice of a matrix, type begin:end (end not included)."),
          false},
         {tr("Width"), tr("Number of columns in the concatenated row."), true},
         {tr("Range"),
          tr("Columns in the concatenated row: [start, end). Type another range to move the borders with its "
             "neighbours."),
          true},
         {tr("Group"), tr("A name for fields that belong together. Used only by you and the export."), false},
         {tr("Cost"), tr("What the field costs per row, in your own unit. Used only by you and the export."),
          true},
         {tr("Note"), tr("Free text. Used only by you and the export."), false}},
        parent)
    , m_study(study)
{
    connect(&m_study, &Study::schemaChanged, this, &FieldTableModel::refresh);
    connect(&m_study, &Study::reportChanged, this, &FieldTableModel::refresh);
    refresh();
}

void FieldTableModel::refresh()
{
    update(static_cast<int>(m_study.schema().fields.size()), [this] {
        m_schema = m_study.schema();
        m_ranges = m_schema.ranges();
        m_problems = fieldProblems(m_schema, m_study.report().get());
    });
    Q_EMIT problemsChanged();
}

Qt::ItemFlags FieldTableModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = TableModel::flags(index);
    if (!index.isValid())
        return flags;
    const Field& field = m_schema.fields[static_cast<size_t>(index.row())];
    if (index.column() == Inputs && (field.inputs.size() != 1 || !isSlice(field.inputs.front())))
        return flags;
    const bool simple = field.inputs.size() == 1 && field.inputs.front().columns.size() == 1;
    if (index.column() == Kind && !simple)
        return flags;
    return flags | Qt::ItemIsEditable;
}

bool FieldTableModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    try {
        edit(static_cast<size_t>(index.row()), index.column(), value);
        return true;
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromStdString(error.what()));
        return false;
    }
}

void FieldTableModel::edit(size_t index, int column, const QVariant& value)
{
    Schema next = m_schema;
    Field& field = next.fields[index];
    const QString name = QString::fromStdString(field.name);
    const std::string text = value.toString().trimmed().toStdString();
    switch (column) {
    case Name:
        field.name = text;
        break;
    case Kind:
        next = withKind(std::move(next), index, static_cast<InputKind>(value.toInt()));
        break;
    case Inputs:
        next = withTypedSlice(std::move(next), index, value.toString());
        break;
    case Width:
        next = withWidth(std::move(next), index, value.toInt());
        break;
    case Range:
        next = withTypedRange(std::move(next), index, value.toString());
        break;
    case Group:
        field.group = text;
        break;
    case Cost:
        field.cost = costOf(value);
        break;
    case Note:
        field.note = text;
        break;
    default:
        return;
    }
    const QString what = headerData(column, Qt::Horizontal).toString().toLower();
    m_study.editSchema(tr("Change %1 of %2").arg(what, name), std::move(next));
}

QString FieldTableModel::problemOf(int row, bool blockingOnly) const
{
    QStringList texts;
    for (const FieldProblem& problem : m_problems) {
        if (problem.field == static_cast<size_t>(row) && (problem.blocks || !blockingOnly))
            texts << QString::fromStdString(problem.text);
    }
    return texts.join(QLatin1Char('\n'));
}

QVariant FieldTableModel::editable(const Field& field, int row, int column) const
{
    if (column == Kind)
        return field.inputs.empty() ? QVariant() : QVariant(static_cast<int>(field.inputs.front().kind));
    return column == Width ? QVariant(field.width()) : display(field, row, column);
}

QVariant FieldTableModel::decoration(const Field& field, int row, int column) const
{
    if (column == Name && !problemOf(row, false).isEmpty())
        return icon(problemOf(row, true).isEmpty() ? QStringLiteral("remark") : QStringLiteral("problem"));
    if (column == Kind && !field.inputs.empty())
        return kindIcon(field.inputs.front().kind);
    return {};
}

QVariant FieldTableModel::cell(int row, int column, int role) const
{
    const Field& field = m_schema.fields[static_cast<size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return display(field, row, column);
    case Qt::EditRole:
        return editable(field, row, column);
    case SortRole:
        return raw(field, row, column);
    case RowRole:
        return row;
    case ProblemRole:
        return problemOf(row, false);
    case Qt::DecorationRole:
        return decoration(field, row, column);
    case Qt::ToolTipRole: {
        const QString problem = problemOf(row, false);
        if (!problem.isEmpty())
            return problem;
        return column == Inputs ? display(field, row, column) : QVariant();
    }
    case Qt::ForegroundRole:
        return column == Name && !problemOf(row, true).isEmpty()
            ? QVariant(errorColor(QGuiApplication::palette()))
            : QVariant();
    default:
        return {};
    }
}

QVariant FieldTableModel::display(const Field& field, int row, int column) const
{
    switch (column) {
    case Name:
        return QString::fromStdString(field.name);
    case Kind:
        return kindTitle(field);
    case Inputs:
        return inputsText(field);
    case Width:
        return countText(field.width());
    case Range:
        return rangeText(m_ranges[static_cast<size_t>(row)], m_ranges[static_cast<size_t>(row) + 1]);
    case Group:
        return QString::fromStdString(field.group);
    case Cost:
        return field.cost > 0 ? settingText(field.cost) : QString();
    default:
        return QString::fromStdString(field.note);
    }
}

QVariant FieldTableModel::raw(const Field& field, int row, int column) const
{
    switch (column) {
    case Width:
        return field.width();
    case Range:
        return static_cast<qlonglong>(m_ranges[static_cast<size_t>(row)]);
    case Cost:
        return field.cost;
    default:
        return display(field, row, column);
    }
}

} // namespace leap::ui
