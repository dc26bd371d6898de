// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/fields/field_ruler.h"

#include "ui/charts/base/step_chart.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kDragThreshold = 4; ///< px before a press becomes a pan

} // namespace

qint64 FieldRuler::allowedEnd(int field, qint64 wanted) const
{
    const RulerField& moved = m_fields[field];
    qint64 most = m_columns;
    const auto at = std::find(m_byStart.begin(), m_byStart.end(), field);
    if (std::next(at) != m_byStart.end())
        most = std::max(m_fields[*std::next(at)].end - 1, moved.start + 1); // leave the neighbour one column
    return std::clamp(wanted, moved.start + 1, most);
}

void FieldRuler::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() != Qt::LeftButton || !hasData())
        return;
    m_drag = {Drag::What::Press, event->position(), fieldAt(event->position()), 0};
    if (const int end = endAt(event->position()); end >= 0)
        m_drag = {Drag::What::Border, event->position(), end, m_fields[end].end};
    update();
}

void FieldRuler::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF band = screenBand();
    const QPointF at = event->position();
    switch (m_drag.what) {
    case Drag::What::Nothing:
        setCursor(endAt(at) >= 0 ? Qt::SplitHCursor : Qt::ArrowCursor);
        break;
    case Drag::What::Press:
        if (m_span.zoomed() && std::abs(at.x() - m_drag.from.x()) > kDragThreshold)
            m_drag.what = Drag::What::Pan;
        break;
    case Drag::What::Pan:
        m_span.moveBy((m_drag.from.x() - at.x()) / band.width() * m_span.length());
        m_drag.from = at;
        spanMoved();
        break;
    case Drag::What::Border: {
        const qint64 end =
            allowedEnd(m_drag.field, std::llround(m_span.toValue(at.x(), band.left(), band.width())));
        if (end != m_drag.newEnd) {
            m_drag.newEnd = end;
            update();
        }
        break;
    }
    }
}

void FieldRuler::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Drag drag = m_drag;
    m_drag = {};
    update();
    if (drag.what == Drag::What::Press)
        select(m_selection.clicked(drag.field, event->modifiers()));
    else if (drag.what == Drag::What::Border && drag.newEnd != m_fields[drag.field].end)
        Q_EMIT borderMoved(drag.field, static_cast<int>(drag.newEnd));
}

void FieldRuler::wheelEvent(QWheelEvent* event)
{
    const double notches = wheelNotches(*event);
    if (!hasData() || notches == 0) {
        event->ignore();
        return;
    }
    const QRectF band = screenBand();
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        constexpr double kPanShare = 0.1;
        m_span.moveBy(-notches * kPanShare * m_span.length());
        spanMoved();
    } else {
        zoom(m_span.toValue(event->position().x(), band.left(), band.width()), std::pow(kZoomNotch, notches));
    }
    event->accept();
}

void FieldRuler::zoom(double aroundColumn, double factor)
{
    m_span.zoomAt(std::clamp(aroundColumn, m_span.begin(), m_span.end()), factor, kShortestView);
    spanMoved();
}

void FieldRuler::keyPressEvent(QKeyEvent* event)
{
    const bool alt = event->modifiers().testFlag(Qt::AltModifier);
    const double middle = (m_span.begin() + m_span.end()) / 2;
    if (!hasData()) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        return alt ? nudgeEnd(-1) : stepSelection(-1);
    case Qt::Key_Right:
        return alt ? nudgeEnd(1) : stepSelection(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(middle, kZoomNotch);
    case Qt::Key_Minus:
        return zoom(middle, 1 / kZoomNotch);
    case Qt::Key_0:
        m_span.reset();
        return spanMoved();
    case Qt::Key_Escape:
        if (m_drag.what != Drag::What::Border)
            return Chart::keyPressEvent(event);
        m_drag = {};
        return update();
    default:
        Chart::keyPressEvent(event);
    }
}

void FieldRuler::stepSelection(int by)
{
    const int last = static_cast<int>(m_byStart.size()) - 1;
    int at = by > 0 ? 0 : last;
    if (!m_selection.isEmpty())
        at = std::clamp(static_cast<int>(m_byStart.indexOf(m_selection.last())) + by, 0, last);
    const RulerField& field = m_fields[m_byStart[at]];
    m_span.reveal(static_cast<double>(field.start), static_cast<double>(field.end));
    spanMoved();
    select({m_byStart[at]});
}

void FieldRuler::nudgeEnd(int by)
{
    const int field = m_selection.single();
    if (!m_editable || field < 0)
        return;
    const qint64 end = allowedEnd(field, m_fields[field].end + by);
    if (end != m_fields[field].end)
        Q_EMIT borderMoved(field, static_cast<int>(end));
}

void FieldRuler::select(const QVector<int>& fields)
{
    if (!m_selection.set(fields))
        return;
    refresh();
    Q_EMIT selectionChanged(fields);
}

} // namespace leap::ui
