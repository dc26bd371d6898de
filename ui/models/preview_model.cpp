// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/preview_model.h"

#include "core/data/schema/field_edits.h"
#include "ui/models/kind_names.h"
#include "ui/theme.h"

#include <QGuiApplication>

namespace leap::ui {

PreviewModel::PreviewModel(Study& study, QObject* parent)
    : TableModel({}, parent)
    , m_study(study)
{
    connect(&m_study, &Study::reportChanged, this, &PreviewModel::takeReport);
    connect(&m_study, &Study::schemaChanged, this, [this] {
        if (columnCount() > 0)
            Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    });
    takeReport();
}

InputKind PreviewModel::kindOf(const ColumnReport& column) const
{
    const auto field = soleReaderOf(m_study.schema(), column.name);
    return field ? m_study.schema().fields[*field].inputs.front().kind : column.kind;
}

void PreviewModel::takeReport()
{
    ReportPtr report = m_study.report();
    QVector<TableColumn> columns;
    int rows = 0;
    if (report) {
        rows = static_cast<int>(report->preview.size());
        for (const ColumnReport& column : report->columns) {
            columns.push_back({QString::fromStdString(column.name), QString::fromStdString(column.kindReason),
                               column.kind == InputKind::Numeric});
        }
    }
    reset(rows, std::move(columns), [&] { m_report = std::move(report); });
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DecorationRole && m_report && section >= 0
        && section < columnCount())
        return kindIcon(kindOf(m_report->columns[static_cast<size_t>(section)]));
    return TableModel::headerData(section, orientation, role);
}

QVariant PreviewModel::cell(int row, int column, int role) const
{
    const auto& cells = m_report->preview[static_cast<size_t>(row)];
    const bool present = static_cast<size_t>(column) < cells.size();
    const QString text = present ? QString::fromStdString(cells[static_cast<size_t>(column)]) : QString();
    if (role == Qt::DisplayRole || role == SortRole)
        return text.isEmpty() ? QString(QChar(0x2013)) : text;
    if (role == Qt::ForegroundRole && text.isEmpty())
        return dimText(QGuiApplication::palette());
    return {};
}

} // namespace leap::ui
