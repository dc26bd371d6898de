// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/gate_heat_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kFewestRows = 4; ///< in view

} // namespace

void GateHeatMap::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::LeftButton) {
        if (const int row = rowAt(event->position()); row >= 0)
            choose(row, event->modifiers());
    }
    StepChart::mousePressEvent(event);
}

void GateHeatMap::mouseMoveEvent(QMouseEvent* event)
{
    StepChart::mouseMoveEvent(event);
    const int field = event->buttons() == Qt::NoButton ? fieldAt(event->position()) : m_hoverField;
    if (field == m_hoverField)
        return;
    m_hoverField = field;
    update();
}

void GateHeatMap::leaveEvent(QEvent* event)
{
    StepChart::leaveEvent(event);
    m_hoverField = -1;
    update();
}

void GateHeatMap::wheelEvent(QWheelEvent* event)
{
    const double notches = wheelNotches(*event);
    if (!hasData() || notches == 0 || (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier))) {
        StepChart::wheelEvent(event);
        return;
    }
    const QRectF plot = plotRect();
    m_rowSpan.zoomAt(m_rowSpan.toValue(event->position().y(), plot.top(), plot.height()),
                     std::pow(kZoomNotch, notches), kFewestRows);
    rowsMoved();
    event->accept();
}

void GateHeatMap::keyPressEvent(QKeyEvent* event)
{
    if (!hasData() || !handleRowKey(*event))
        StepChart::keyPressEvent(event);
}

bool GateHeatMap::handleRowKey(const QKeyEvent& event)
{
    constexpr int kPage = 10;
    const int rows = static_cast<int>(m_rows.size());
    if (rows == 0 || (event.modifiers().testFlag(Qt::ControlModifier) && event.key() != Qt::Key_Space))
        return false;
    int row = m_currentRow;
    switch (event.key()) {
    case Qt::Key_Up:
        row = m_currentRow < 0 ? rows - 1 : row - 1;
        break;
    case Qt::Key_Down:
        row = row + 1;
        break;
    case Qt::Key_PageUp:
        row -= kPage;
        break;
    case Qt::Key_PageDown:
        row += kPage;
        break;
    case Qt::Key_Space:
        break;
    case Qt::Key_Plus:
    case Qt::Key_Minus: {
        const double around =
            m_currentRow >= 0 ? m_currentRow + 0.5 : (m_rowSpan.begin() + m_rowSpan.end()) / 2;
        m_rowSpan.zoomAt(around, event.key() == Qt::Key_Plus ? kZoomNotch : 1 / kZoomNotch, kFewestRows);
        rowsMoved();
        return true;
    }
    default:
        return false;
    }
    choose(std::clamp(row, 0, rows - 1), event.modifiers());
    return true;
}

void GateHeatMap::choose(int row, Qt::KeyboardModifiers modifiers)
{
    m_currentRow = row;
    if (m_rowSpan.zoomed()) {
        m_rowSpan.reveal(row, row + 1);
        rowsMoved();
    }
    QVector<int> fields;
    if (modifiers.testFlag(Qt::ShiftModifier) && m_anchorRow >= 0) {
        const int step = row >= m_anchorRow ? 1 : -1;
        for (int at = m_anchorRow; at != row + step; at += step)
            fields.append(m_rows[at]);
    } else {
        m_anchorRow = row;
        fields = m_selection.clicked(m_rows[row], modifiers);
    }
    select(fields);
}

void GateHeatMap::select(const QVector<int>& fields)
{
    const bool changed = m_selection.set(fields);
    refresh();
    if (changed)
        Q_EMIT selectionChanged(fields);
}

} // namespace leap::ui
