// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/gate_table_model.h"

#include "ui/format.h"

#include <cmath>
#include <limits>

namespace leap::ui {

GateTableModel::GateTableModel(LiveRun& run, QObject* parent)
    : TableModel(
        {{tr("Field"), {}, false},
         {tr("Gate"), tr("1: the field's own values pass. 0: values of other rows replace them."), true},
         {tr("Divergence"), divergenceHelp(), true},
         {tr("Lambda"), lambdaHelp(), true},
         {tr("Since start"), tr("How far the gate has moved since the first step."), true}},
        parent)
    , m_run(run)
{
    connect(&m_run, &LiveRun::restarted, this, &GateTableModel::refresh);
    connect(&m_run, &LiveRun::shownChanged, this, &GateTableModel::refresh);
    refresh();
}

QString GateTableModel::divergenceHelp()
{
    return tr("Running mean of the distance between the field's columns in two rows (Dbar).");
}

QString GateTableModel::lambdaHelp()
{
    return tr("The cost of the open gate: alpha times divergence, in log loss per row.");
}

void GateTableModel::refresh()
{
    update(static_cast<int>(m_run.fields().size()), [this] {
        m_fields = m_run.fields();
        m_values = m_run.shown();
        const auto& gates = m_run.trajectory().gates;
        const auto fields = static_cast<std::ptrdiff_t>(m_run.trajectory().fields);
        m_start.clear();
        if (m_run.trajectory().points() > 0)
            m_start.assign(gates.begin(), gates.begin() + fields);
    });
}

double GateTableModel::value(int row, int column) const
{
    const auto at = static_cast<size_t>(row);
    const auto of = [at](const std::vector<double>& values) {
        return at < values.size() ? values[at] : std::numeric_limits<double>::quiet_NaN();
    };
    switch (column) {
    case Gate:
        return of(m_values.gates);
    case Divergence:
        return of(m_values.divergence);
    case Lambda:
        return of(m_values.lambda);
    default:
        return of(m_values.gates) - of(m_start);
    }
}

QVariant GateTableModel::cell(int row, int column, int role) const
{
    if (role == RowRole)
        return row;
    if (column == Name)
        return role == Qt::DisplayRole ? QVariant(m_fields[row]) : QVariant();
    const double number = value(row, column);
    if (role == SortRole)
        return number;
    if (role == ShareRole && column == Gate && !std::isnan(number))
        return number;
    if (role != Qt::DisplayRole)
        return {};
    if (column == Gate)
        return gateText(number);
    if (column == Move && !std::isnan(number))
        return QString((number < 0 ? QChar(0x2212) : QLatin1Char('+')) + gateText(std::abs(number)));
    return lambdaText(number);
}

} // namespace leap::ui
