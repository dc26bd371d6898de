// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/column_model.h"

#include "core/base/error.h"
#include "core/data/fields/column_fields.h"
#include "core/data/schema/field_edits.h"
#include "ui/format.h"
#include "ui/models/kind_names.h"
#include "ui/theme.h"

#include <QGuiApplication>

#include <algorithm>

namespace leap::ui {
namespace {

InputKind kindNow(const Schema& schema, int field, const ColumnReport& column)
{
    return field >= 0 ? schema.fields[static_cast<size_t>(field)].inputs.front().kind : column.kind;
}

} // namespace

ColumnModel::ColumnModel(Study& study, QObject* parent)
    : TableModel(
        {{tr("Column"), tr("Ticked columns are used by a field."), false},
         {tr("Kind"), tr("How the column becomes numbers. Double-click to choose another."), false},
         {tr("Distinct"), tr("How many different values the column has."), true},
         {tr("Missing"), tr("Share of rows without a value."), true},
         {tr("Default"),
          tr("Share of rows that have the most frequent value. Near 100 % the field is sparse."), true},
         {tr("AUC alone"),
          tr("How well this column alone separates positive from negative rows: .5 = not at all, 1 = "
             "perfectly."),
          true},
         {tr("Remarks"), tr("Remarks from the scan."), false}},
        parent)
    , m_study(study)
{
    connect(&m_study, &Study::reportChanged, this, &ColumnModel::refresh);
    connect(&m_study, &Study::schemaChanged, this, &ColumnModel::refresh);
    refresh();
}

void ColumnModel::refresh()
{
    const ReportPtr report = m_study.report();
    std::vector<Line> lines;
    if (report) {
        for (const ColumnReport& column : report->columns)
            lines.push_back(lineOf(column));
    }
    const int rows = static_cast<int>(lines.size());
    update(rows, [&] {
        m_report = report;
        m_lines = std::move(lines);
    });
}

ColumnModel::Line ColumnModel::lineOf(const ColumnReport& column) const
{
    const Schema& schema = m_study.schema();
    Line line;
    QStringList remarks;
    line.used = readsColumn(schema, column.name);
    if (const auto field = soleReaderOf(schema, column.name))
        line.field = static_cast<int>(*field);
    const auto role = [&](const std::string& name, const QString& text) {
        if (!name.empty() && name == column.name) {
            remarks << text;
            line.usable = line.usable && line.used;
        }
    };
    role(schema.label.column, tr("label"));
    role(schema.groupId, tr("group id"));
    role(schema.weight, tr("row weight"));
    role(schema.time, tr("time"));
    if (!line.used && line.usable) {
        const auto out = std::find_if(schema.leftOut.begin(), schema.leftOut.end(),
                                      [&](const LeftOut& left) { return left.column == column.name; });
        if (out != schema.leftOut.end() && out->reason == kLeftOutByUser)
            remarks << tr("left out by you");
    }
    if (column.listOfWidth)
        remarks << tr("%1 numbers per row").arg(countText(column.width));
    for (const std::string& flag : column.flags())
        remarks << QString::fromStdString(flag);
    line.warns = column.possibleLeak || column.constant || column.rowIdLike || !column.duplicateOf.empty()
        || column.badCells > 0;
    line.remarks = remarks.join(QStringLiteral("; "));
    return line;
}

Qt::ItemFlags ColumnModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = TableModel::flags(index);
    if (!index.isValid())
        return flags;
    const Line& line = m_lines[static_cast<size_t>(index.row())];
    if (index.column() == Name && line.usable)
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == Kind && line.field >= 0)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool ColumnModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const auto row = static_cast<size_t>(index.row());
    const std::string name = m_report->columns[row].name;
    const QString title = QString::fromStdString(name);
    try {
        if (index.column() == Name && role == Qt::CheckStateRole && m_lines[row].usable) {
            if (value.toInt() == Qt::Checked)
                m_study.editSchema(tr("Use %1").arg(title), withColumn(m_study.schema(), *m_report, name));
            else
                m_study.editSchema(tr("Leave out %1").arg(title), withoutColumn(m_study.schema(), name));
            return true;
        }
        if (index.column() == Kind && role == Qt::EditRole && m_lines[row].field >= 0) {
            const auto kind = static_cast<InputKind>(value.toInt());
            m_study.editSchema(tr("Kind of %1").arg(title),
                               withKind(m_study.schema(), static_cast<size_t>(m_lines[row].field), kind));
            return true;
        }
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromStdString(error.what()));
    }
    return false;
}

int ColumnModel::usedCount() const
{
    return static_cast<int>(
        std::count_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return line.used; }));
}

int ColumnModel::usableCount() const
{
    return static_cast<int>(
        std::count_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return line.usable; }));
}

QVariant ColumnModel::cell(int row, int column, int role) const
{
    const ColumnReport& report = m_report->columns[static_cast<size_t>(row)];
    const Line& line = m_lines[static_cast<size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return display(report, line, column);
    case SortRole:
        return raw(report, line, column);
    case RowRole:
        return row;
    case Qt::ForegroundRole:
        if (column == Remarks && line.warns)
            return warningColor(QGuiApplication::palette());
        return line.used ? QVariant() : QVariant(dimText(QGuiApplication::palette()));
    default:
        return ofColumn(report, line, column, role);
    }
}

/// Roles that one column alone has something for.
QVariant ColumnModel::ofColumn(const ColumnReport& report, const Line& line, int column, int role) const
{
    if (column == Name && role == Qt::CheckStateRole && line.usable)
        return line.used ? Qt::Checked : Qt::Unchecked;
    if (column == Default && role == ShareRole && !report.listOfWidth)
        return report.defaultShare;
    if (column == Remarks && role == Qt::ToolTipRole)
        return line.remarks;
    return column == Kind ? ofKind(report, line, role) : QVariant();
}

QVariant ColumnModel::ofKind(const ColumnReport& report, const Line& line, int role) const
{
    const auto kind = kindNow(m_study.schema(), line.field, report);
    switch (role) {
    case Qt::EditRole:
        return static_cast<int>(kind);
    case Qt::DecorationRole:
        return kindIcon(kind);
    case Qt::ToolTipRole:
        return QString::fromStdString(report.kindReason);
    default:
        return {};
    }
}

QVariant ColumnModel::display(const ColumnReport& column, const Line& line, int which) const
{
    const QString none(QChar(0x2013));
    switch (which) {
    case Name:
        return QString::fromStdString(column.name);
    case Kind:
        return kindTitle(kindNow(m_study.schema(), line.field, column));
    case Distinct:
        return column.listOfWidth ? none : countText(column.distinct);
    case Missing:
        return column.missingShare > 0 ? shareText(column.missingShare) : none;
    case Default:
        return column.listOfWidth ? none : shareText(column.defaultShare);
    case AucAlone:
        return column.aucAlone ? aucText(*column.aucAlone) : none;
    default:
        return line.remarks;
    }
}

QVariant ColumnModel::raw(const ColumnReport& column, const Line& line, int which) const
{
    switch (which) {
    case Distinct:
        return static_cast<qlonglong>(column.distinct);
    case Missing:
        return column.missingShare;
    case Default:
        return column.defaultShare;
    case AucAlone:
        return column.aucAlone.value_or(0);
    default:
        return display(column, line, which);
    }
}

} // namespace leap::ui
