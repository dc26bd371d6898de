// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/gate_heat_map.h"

#include "ui/charts/gates/row_order.h"
#include "ui/format.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace leap::ui {
namespace {

constexpr double kSlack = 0.05; ///< difference of gates before rows swap
constexpr qint64 kSortEvery = 2000; ///< ms

} // namespace

GateHeatMap::GateHeatMap(QWidget* parent)
    : StepChart(parent)
    , m_rowBar(new SpanBar(m_rowSpan, Qt::Vertical, this))
{
    setAccessibleName(tr("Gates over time"));
    setEmptyText(tr("Every gate during a search appears here, one row per field."));
    connect(m_rowBar, &SpanBar::moved, this, &GateHeatMap::rowsMoved);
    connect(addChartAction(tr("Sort rows by gate")), &QAction::triggered, this, &GateHeatMap::sortRows);
}

void GateHeatMap::setFields(const QStringList& names)
{
    m_names = names;
    m_course.reset();
    m_now.clear();
    m_nowStep = 0;
    m_selection.clear();
    m_anchorRow = m_currentRow = m_hoverField = -1;
    m_order.resize(names.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    m_shown = QVector<bool>(names.size(), true);
    m_rowSpan.reset();
    m_sinceSort.invalidate();
    rebuildRows();
    updateSteps();
    refresh();
}

void GateHeatMap::setCourse(std::shared_ptr<const Trajectory> course)
{
    if (course == m_course || (course && course->points() > 0 && course->fields != m_names.size()))
        return;
    m_course = std::move(course);
    m_image = {};
    updateSteps();
    sortWhileLive();
    refresh();
}

void GateHeatMap::setNow(qint64 step, const QVector<double>& gates)
{
    if (gates.size() != m_names.size() || (step == m_nowStep && gates == m_now))
        return;
    m_nowStep = step;
    m_now = gates;
    m_image = {};
    updateSteps();
    sortWhileLive();
    refresh();
}

void GateHeatMap::setShownFields(const QVector<int>& fields)
{
    QVector<bool> shown(m_names.size(), false);
    for (const int field : fields) {
        if (field >= 0 && field < shown.size())
            shown[field] = true;
    }
    if (shown == m_shown)
        return;
    m_shown = shown;
    rebuildRows();
    refresh();
}

void GateHeatMap::showAllFields()
{
    QVector<int> all(m_names.size());
    std::iota(all.begin(), all.end(), 0);
    setShownFields(all);
}

void GateHeatMap::sortRows()
{
    QVector<double> values(m_names.size());
    for (int field = 0; field < values.size(); ++field)
        values[field] = gateAt(field);
    m_order = steadyRows(m_order, values, 0);
    m_sinceSort.start();
    rebuildRows();
    refresh();
}

void GateHeatMap::sortWhileLive()
{
    if (!hasData())
        return;
    const bool first = !m_sinceSort.isValid();
    if (!first && (underMouse() || cursorStep() || m_rowSpan.zoomed() || !m_sinceSort.hasExpired(kSortEvery)))
        return;
    QVector<double> values(m_names.size());
    for (int field = 0; field < values.size(); ++field)
        values[field] = gateAt(field);
    m_sinceSort.start();
    const QVector<int> order = steadyRows(m_order, values, live() ? kSlack : 0);
    if (order == m_order)
        return;
    m_order = order;
    rebuildRows();
}

void GateHeatMap::rebuildRows()
{
    const auto fieldOfRow = [this](int row) { return row >= 0 && row < m_rows.size() ? m_rows[row] : -1; };
    const int current = fieldOfRow(m_currentRow), anchor = fieldOfRow(m_anchorRow);
    m_rows.clear();
    std::copy_if(m_order.begin(), m_order.end(), std::back_inserter(m_rows),
                 [this](int field) { return m_shown[field]; });
    m_currentRow = static_cast<int>(m_rows.indexOf(current));
    m_anchorRow = static_cast<int>(m_rows.indexOf(anchor));
    m_rowSpan.setWhole(0, std::max<double>(1, static_cast<double>(m_rows.size())));
    m_image = {};
    placeBars();
}

void GateHeatMap::setSelection(const QVector<int>& fields)
{
    if (m_selection.set(fields))
        refresh();
}

bool GateHeatMap::hasData() const
{
    // A trajectory is shared and grows; a new one may have another number of fields.
    return m_course && m_course->points() > 0 && m_course->fields == m_names.size();
}

qint64 GateHeatMap::lastStep() const
{
    return hasData() ? std::max<qint64>(m_course->steps.back(), m_nowStep) : 0;
}

qint64 GateHeatMap::pointAt(qint64 step) const
{
    if (!hasData())
        return -1;
    return std::upper_bound(m_course->steps.begin(), m_course->steps.end(), step) - m_course->steps.begin()
        - 1;
}

qint64 GateHeatMap::stepNear(double place) const
{
    const qint64 point = std::max<qint64>(pointAt(static_cast<qint64>(std::floor(place)) + 1), 0);
    return m_course->steps[static_cast<size_t>(point)];
}

qint64 GateHeatMap::stepBeside(qint64 step, int by) const
{
    const qint64 point = std::clamp<qint64>(pointAt(step) + by, 0, m_course->points() - 1);
    return m_course->steps[static_cast<size_t>(point)];
}

double GateHeatMap::gateAt(int field) const
{
    if (!cursorStep() && m_now.size() == m_names.size())
        return m_now[field];
    const qint64 point = pointAt(cursorStep().value_or(lastStep()));
    if (point < 0)
        return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(m_course->gates[static_cast<size_t>(point * m_course->fields + field)]);
}

void GateHeatMap::viewChanged()
{
    m_image = {};
}

void GateHeatMap::resetView()
{
    m_rowSpan.reset();
    rowsMoved();
    StepChart::resetView();
}

void GateHeatMap::rowsMoved()
{
    m_image = {};
    placeBars();
    refresh();
}

void GateHeatMap::placeBars()
{
    StepChart::placeBars();
    m_rowBar->sync();
    const QRectF plot = plotRect();
    const int width = m_rowBar->sizeHint().width();
    m_rowBar->setGeometry(QWidget::width() - width, static_cast<int>(plot.top()), width,
                          static_cast<int>(plot.height()));
}

int GateHeatMap::rowAt(const QPointF& position) const
{
    const QRectF plot = plotRect();
    if (!hasData() || position.y() < plot.top() || position.y() >= plot.bottom())
        return -1;
    const auto row = static_cast<int>(std::floor(m_rowSpan.toValue(position.y(), plot.top(), plot.height())));
    return row >= 0 && row < m_rows.size() ? row : -1;
}

int GateHeatMap::fieldAt(const QPointF& position) const
{
    const int row = rowAt(position);
    return row >= 0 ? m_rows[row] : -1;
}

QPointF GateHeatMap::placeOf(int field, qint64 step) const
{
    const QRectF plot = plotRect();
    return {xOf(static_cast<double>(step) - 0.5, plot),
            rowRect(static_cast<int>(m_rows.indexOf(field)), plot).center().y()};
}

QString GateHeatMap::summary() const
{
    const QString where = stepText(cursorStep().value_or(lastStep()), stepPlan());
    if (m_currentRow < 0 || m_currentRow >= m_rows.size())
        return tr("%1 fields, %2.").arg(countText(m_rows.size()), where);
    const int field = m_rows[m_currentRow];
    return tr("%1, gate %2, row %3 of %4, %5.")
        .arg(m_names[field], gateText(gateAt(field)), countText(m_currentRow + 1), countText(m_rows.size()),
             where);
}

QString GateHeatMap::tipAt(const QPointF& position) const
{
    if (const StepMark* mark = markAt(position); mark && plotRect().left() <= position.x())
        return QStringLiteral("%1\n%2").arg(mark->what, stepText(mark->step, stepPlan()));
    const int field = fieldAt(position);
    if (field < 0)
        return {};
    const QRectF plot = plotRect();
    const bool inPlot = plot.contains(position);
    const qint64 step = inPlot ? stepNear(steps().toValue(position.x(), plot.left(), plot.width()))
                               : cursorStep().value_or(lastStep());
    const auto point = static_cast<size_t>(pointAt(step) * m_course->fields + field);
    const auto text = [&](const std::vector<float>& values) {
        return point < values.size() ? QString::number(static_cast<double>(values[point]), 'g', 4)
                                     : QString(QChar(0x2013));
    };
    return tr("%1\n%2\ngate %3\ndivergence %4\nlambda %5")
        .arg(m_names[field], stepText(step, stepPlan()), text(m_course->gates), text(m_course->divergence),
             text(m_course->lambda));
}

} // namespace leap::ui
