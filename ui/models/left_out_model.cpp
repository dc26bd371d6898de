// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/left_out_model.h"

#include "core/base/error.h"
#include "core/data/fields/column_fields.h"
#include "core/data/schema/field_edits.h"
#include "ui/format.h"
#include "ui/models/kind_names.h"
#include "ui/models/window_words.h"
#include "ui/theme.h"

#include <QGuiApplication>

#include <algorithm>

namespace leap::ui {

LeftOutModel::LeftOutModel(Study& study, QObject* parent)
    : TableModel(
        {{tr("Column"), tr("No field reads these columns. Tick one to take it in."), false},
         {tr("Why it is left out"), {}, false},
         {tr("Kind"), tr("What it becomes when it is taken in."), false},
         {tr("AUC alone"), tr("AUC of the column by itself: .5 tells nothing, 1 everything."), true}},
        parent)
    , m_study(study)
{
    connect(&m_study, &Study::reportChanged, this, &LeftOutModel::begin);
    connect(&m_study, &Study::schemaChanged, this, &LeftOutModel::refresh);
    begin();
}

void LeftOutModel::begin()
{
    m_reasons.clear();
    refresh();
}

void LeftOutModel::refresh()
{
    const ReportPtr report = m_study.report();
    const Schema& schema = m_study.schema();
    for (const LeftOut& out : schema.leftOut) {
        const auto [known, fresh] = m_reasons.try_emplace(out.column, out.reason);
        if (!fresh && out.reason != kLeftOutByUser)
            known->second = out.reason;
    }
    std::vector<Line> lines;
    for (size_t i = 0; report && i < report->columns.size(); ++i) {
        const std::string& name = report->columns[i].name;
        if (name != schema.label.column && m_reasons.contains(name))
            lines.push_back({i, readsColumn(schema, name)});
    }
    const int rows = static_cast<int>(lines.size());
    update(rows, [&] {
        m_report = report;
        m_lines = std::move(lines);
    });
}

int LeftOutModel::outCount() const
{
    return static_cast<int>(
        std::count_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return !line.used; }));
}

Qt::ItemFlags LeftOutModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = TableModel::flags(index);
    return index.isValid() && index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

bool LeftOutModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || index.column() != Name)
        return false;
    const std::string name = m_report->columns[m_lines[static_cast<size_t>(index.row())].column].name;
    const QString title = QString::fromStdString(name);
    try {
        if (value.toInt() == Qt::Checked)
            m_study.editSchema(tr("Use %1").arg(title), withColumn(m_study.schema(), *m_report, name));
        else
            m_study.editSchema(tr("Leave out %1").arg(title),
                               withoutColumn(m_study.schema(), name, m_reasons.at(name)));
        return true;
    } catch (const Error& error) {
        Q_EMIT refused(QString::fromStdString(error.what()));
        return false;
    }
}

QString LeftOutModel::reasonText(const std::string& column) const
{
    const std::string& reason = m_reasons.at(column);
    return reason == kLeftOutByUser ? tr("left out by you") : inWindowWords(QString::fromStdString(reason));
}

QVariant LeftOutModel::cell(int row, int column, int role) const
{
    const Line& line = m_lines[static_cast<size_t>(row)];
    const ColumnReport& report = m_report->columns[line.column];
    if (role == Qt::CheckStateRole && column == Name)
        return line.used ? Qt::Checked : Qt::Unchecked;
    if (role == RowRole)
        return row;
    if (role == SortRole && column == AucAlone)
        return report.aucAlone.value_or(0);
    if (role == Qt::DecorationRole && column == Kind)
        return kindIcon(report.kind);
    if (role == Qt::ForegroundRole && column == Reason && report.possibleLeak)
        return warningColor(QGuiApplication::palette());
    if (role != Qt::DisplayRole && !(role == Qt::ToolTipRole && column == Reason))
        return {};
    switch (column) {
    case Name:
        return QString::fromStdString(report.name);
    case Reason:
        return reasonText(report.name);
    case Kind:
        return kindTitle(report.kind);
    default:
        return report.aucAlone ? aucText(*report.aucAlone) : QString(QChar(0x2013));
    }
}

} // namespace leap::ui
