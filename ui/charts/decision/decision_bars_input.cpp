// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/decision/decision_bars.h"

#include "ui/charts/base/step_chart.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>

#include <cmath>

namespace leap::ui {
namespace {

constexpr double kFine = 0.01; ///< the threshold's grid
constexpr double kCoarse = 0.1;
constexpr double kLineReach = 6; ///< px

} // namespace

void DecisionBars::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() != Qt::LeftButton || !hasData())
        return;
    const QPointF at = event->position();
    if (m_thresholdShown && std::abs(at.x() - thresholdX()) <= kLineReach) {
        m_dragging = true;
        return;
    }
    const int row = rowAt(at);
    if (row < 0)
        return;
    m_currentRow = row;
    select(m_selection.clicked(m_bars[row].field, event->modifiers()));
}

void DecisionBars::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging) {
        dragTo(event->position().x());
        return;
    }
    const bool nearLine =
        hasData() && m_thresholdShown && std::abs(event->position().x() - thresholdX()) <= kLineReach;
    setCursor(nearLine ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void DecisionBars::mouseReleaseEvent(QMouseEvent*)
{
    m_dragging = false;
}

void DecisionBars::dragTo(double x)
{
    const Layout layout = screenLayout();
    moveThreshold((x - layout.barLeft) / (layout.barRight - layout.barLeft));
}

void DecisionBars::moveThreshold(double threshold)
{
    const double snapped = std::clamp(std::round(threshold / kFine) * kFine, 0.0, 1.0);
    if (snapped == m_threshold)
        return;
    setThreshold(snapped);
    Q_EMIT thresholdChanged(snapped);
}

void DecisionBars::wheelEvent(QWheelEvent* event)
{
    const double notches = wheelNotches(*event);
    if (!m_rowSpan.zoomed() || notches == 0) {
        event->ignore();
        return;
    }
    constexpr double kRowsPerNotch = 3;
    m_rowSpan.moveBy(-notches * kRowsPerNotch);
    m_scroll->sync();
    update();
    event->accept();
}

void DecisionBars::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_bars.size()) - 1;
    const double by = event->modifiers().testFlag(Qt::ShiftModifier) ? kCoarse : kFine;
    const int page = std::max(1, static_cast<int>(m_rowSpan.length()) - 1);
    if (!hasData()) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (m_thresholdShown)
            moveThreshold(m_threshold + (event->key() == Qt::Key_Left ? -by : by));
        return;
    case Qt::Key_Up:
        return chooseRow(m_currentRow < 0 ? last : m_currentRow - 1);
    case Qt::Key_Down:
        return chooseRow(m_currentRow + 1);
    case Qt::Key_PageUp:
        return chooseRow(m_currentRow - page);
    case Qt::Key_PageDown:
        return chooseRow(m_currentRow + page);
    case Qt::Key_Home:
        return chooseRow(0);
    case Qt::Key_End:
        return chooseRow(last);
    default:
        Chart::keyPressEvent(event);
    }
}

void DecisionBars::chooseRow(int row)
{
    m_currentRow = std::clamp(row, 0, static_cast<int>(m_bars.size()) - 1);
    if (m_rowSpan.zoomed())
        m_rowSpan.reveal(m_currentRow, m_currentRow + 1);
    m_scroll->sync();
    select({m_bars[m_currentRow].field});
    refresh();
}

void DecisionBars::select(const QVector<int>& fields)
{
    if (!m_selection.set(fields))
        return;
    refresh();
    Q_EMIT selectionChanged(fields);
}

} // namespace leap::ui
