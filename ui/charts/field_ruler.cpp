// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/field_ruler.h"

#include "ui/charts/field_colour.h"
#include "ui/charts/step_axis.h"
#include "ui/charts/step_chart.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap::ui {
namespace {

constexpr double kShortestView = 4; ///< columns
constexpr double kEndReach = 4; ///< px
constexpr double kTick = 4;
constexpr double kDragThreshold = 4; ///< px before a press becomes a pan

} // namespace

FieldRuler::FieldRuler(QWidget* parent)
    : Chart(parent)
    , m_scroll(new SpanBar(m_span, Qt::Horizontal, this))
{
    setAccessibleName(tr("Ruler of the concatenated row"));
    setEmptyText(tr("The fields appear here side by side, drawn to scale."));
    connect(m_scroll, &SpanBar::moved, this, [this] { update(); });
    connect(addChartAction(tr("Show everything")), &QAction::triggered, this, [this] {
        m_span.reset();
        spanMoved();
    });
}

void FieldRuler::setFields(const QVector<RulerField>& fields, qint64 columns)
{
    if (fields == m_fields && columns == m_columns)
        return;
    m_fields = fields;
    m_columns = columns;
    m_faults = rulerFaults(fields, columns);
    m_byStart.resize(fields.size());
    std::iota(m_byStart.begin(), m_byStart.end(), 0);
    std::stable_sort(m_byStart.begin(), m_byStart.end(),
                     [&](int a, int b) { return fields[a].start < fields[b].start; });
    m_drag = {};
    m_selection.erase(std::remove_if(m_selection.begin(), m_selection.end(),
                                     [&](int field) { return field >= fields.size(); }),
                      m_selection.end());
    m_span.setWhole(0, std::max<double>(1, static_cast<double>(columns)));
    spanMoved();
}

void FieldRuler::setEditable(bool editable)
{
    m_editable = editable;
}

void FieldRuler::setSelection(const QVector<int>& fields)
{
    if (fields == m_selection)
        return;
    m_selection = fields;
    refresh();
}

void FieldRuler::reveal(int field)
{
    if (field < 0 || field >= m_fields.size())
        return;
    constexpr double kReadable = 56; // px
    const RulerField& what = m_fields[field];
    const double share = static_cast<double>(what.end - what.start) / m_span.length() * screenBand().width();
    if (share < kReadable && share > 0)
        m_span.zoomAt(static_cast<double>(what.start + what.end) / 2, share / kReadable, kShortestView);
    m_span.reveal(static_cast<double>(what.start), static_cast<double>(what.end));
    spanMoved();
}

void FieldRuler::spanMoved()
{
    relayout();
    refresh();
}

void FieldRuler::relayout()
{
    m_scroll->sync();
    const QRectF band = screenBand();
    const int height = m_scroll->sizeHint().height();
    m_scroll->setGeometry(static_cast<int>(band.left()), QWidget::height() - height,
                          static_cast<int>(band.width()), height);
}

QRectF FieldRuler::bandIn(const QRectF& area, const ChartStyle& style, bool onPaper) const
{
    const double axis = kTick + 2 + lineHeight(style.small);
    const double scroll = onPaper ? 0 : m_scroll->room();
    return onGrid({area.left() + ChartStyle::kPad, area.top() + ChartStyle::kHalfPad,
                   std::max(1.0, area.width() - 2 * ChartStyle::kPad),
                   std::max(1.0, area.height() - ChartStyle::kHalfPad - axis - scroll)});
}

double FieldRuler::xOf(qint64 column, const QRectF& band) const
{
    return m_span.toPixel(static_cast<double>(column), band.left(), band.width());
}

QRectF FieldRuler::fieldRect(int field, const QRectF& band) const
{
    const double left = xOf(m_fields[field].start, band);
    return {left, band.top(), std::max(xOf(m_fields[field].end, band) - left, 0.0), band.height()};
}

void FieldRuler::draw(const Canvas& canvas)
{
    const QRectF band = bandIn(canvas.area, canvas.style, canvas.onPaper);
    canvas.painter.fillRect(band, canvas.style.ground);
    canvas.painter.save();
    canvas.painter.setClipRect(band.adjusted(-1, -1, 1, 1));
    for (const int field : m_byStart)
        drawField(canvas, band, field);
    drawFaults(canvas, band);
    for (const int field : m_selection) {
        canvas.painter.setBrush(Qt::NoBrush);
        canvas.painter.setPen(QPen(canvas.style.text, 2));
        canvas.painter.drawRect(onGrid(fieldRect(field, band)).adjusted(1, 1, -1, -1));
    }
    if (!canvas.onPaper)
        drawDrag(canvas, band);
    canvas.painter.restore();
    drawAxis(canvas, band);
}

void FieldRuler::drawField(const Canvas& canvas, const QRectF& band, int field) const
{
    const QRectF rect = fieldRect(field, band);
    const QRectF visible = rect.intersected(band);
    if (visible.isEmpty())
        return;
    const QColor colour = fieldColour(field, canvas.style.palette);
    const QColor ground = blended(canvas.style.ground, colour, m_selection.contains(field) ? 0.85 : 0.6);
    canvas.painter.fillRect(visible, ground);
    constexpr double kSeparable = 3; // px: thinner fields touch
    if (rect.width() >= kSeparable) {
        canvas.painter.setPen(QPen(canvas.style.ground, 1));
        const double x = std::round(rect.right()) - 0.5;
        canvas.painter.drawLine(QPointF(x, band.top()), QPointF(x, band.bottom()));
    }
    drawName(canvas, freePart(visible, band), field, ground);
}

/// What the hatching of faults leaves for a name.
QRectF FieldRuler::freePart(const QRectF& visible, const QRectF& band) const
{
    QRectF free = visible;
    for (const RulerFault& fault : m_faults) {
        const double left = xOf(fault.start, band), right = xOf(fault.end, band);
        if (right <= free.left() || left >= free.right())
            continue;
        if (left - free.left() > free.right() - right)
            free.setRight(left);
        else
            free.setLeft(std::min(right, free.right()));
    }
    return free;
}

void FieldRuler::drawName(const Canvas& canvas, const QRectF& visible, int field, const QColor& ground) const
{
    const ChartStyle& style = canvas.style;
    const QString& name = m_fields[field].name;
    const QFontMetricsF metrics(style.small);
    const double room = visible.width() - 2 * ChartStyle::kHalfPad;
    const QColor ink = textOn(ground);
    if (metrics.horizontalAdvance(name) <= room) {
        drawText(canvas.painter, style.small, ink, visible, Qt::AlignCenter, name);
        return;
    }
    if (visible.width() >= metrics.height() && metrics.horizontalAdvance(name) > room) {
        const QRectF upright(-visible.height() / 2 + ChartStyle::kHalfPad, -visible.width() / 2,
                             visible.height() - 2 * ChartStyle::kHalfPad, visible.width());
        canvas.painter.save();
        canvas.painter.translate(visible.center());
        canvas.painter.rotate(-90);
        drawText(canvas.painter, style.small, ink, upright, Qt::AlignCenter, name);
        canvas.painter.restore();
    }
}

void FieldRuler::drawFaults(const Canvas& canvas, const QRectF& band) const
{
    constexpr double kLeastWidth = 3; // px, so that a fault of one column is seen in 12,000
    const QColor red = errorColor(canvas.style.palette);
    for (const RulerFault& fault : m_faults) {
        double left = xOf(fault.start, band), right = xOf(fault.end, band);
        const double lacking = std::max(0.0, kLeastWidth - (right - left)) / 2;
        const QRectF rect(left - lacking, band.top(), right - left + 2 * lacking, band.height());
        canvas.painter.fillRect(rect, canvas.style.ground);
        canvas.painter.fillRect(
            rect, QBrush(red, fault.kind == RulerFault::Kind::Gap ? Qt::BDiagPattern : Qt::DiagCrossPattern));
        canvas.painter.setPen(red);
        canvas.painter.setBrush(Qt::NoBrush);
        canvas.painter.drawRect(onGrid(rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void FieldRuler::drawAxis(const Canvas& canvas, const QRectF& band) const
{
    const ChartStyle& style = canvas.style;
    const double height = lineHeight(style.small);
    const double widest = textWidth(style.small, countText(m_columns)) + 3 * ChartStyle::kPad;
    const int most = std::clamp(static_cast<int>(band.width() / widest), 1, 12);
    for (const double tick : stepTicks(m_span.begin(), m_span.end(), most)) {
        const double x = std::round(m_span.toPixel(tick, band.left(), band.width())) + 0.5;
        canvas.painter.setPen(style.dim);
        canvas.painter.drawLine(QPointF(x, band.bottom() + 1), QPointF(x, band.bottom() + kTick));
        const QString text = countText(static_cast<qint64>(tick));
        const double width = textWidth(style.small, text);
        const double left = std::clamp(x - width / 2, canvas.area.left(),
                                       std::max(canvas.area.left(), canvas.area.right() - width));
        drawText(canvas.painter, style.small, style.dim, {left, band.bottom() + kTick + 1, width, height},
                 Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void FieldRuler::drawDrag(const Canvas& canvas, const QRectF& band) const
{
    if (m_drag.what != Drag::What::Border)
        return;
    const ChartStyle& style = canvas.style;
    const double x = std::round(xOf(m_drag.newEnd, band)) + 0.5;
    canvas.painter.setPen(QPen(style.text, 2));
    canvas.painter.drawLine(QPointF(x, band.top()), QPointF(x, band.bottom()));
    const QString text = tr("%1 ends at %2").arg(m_fields[m_drag.field].name, countText(m_drag.newEnd));
    const double width = textWidth(style.small, text) + ChartStyle::kPad,
                 height = lineHeight(style.small) + 2;
    const double left = std::clamp(x - width / 2, band.left(), std::max(band.left(), band.right() - width));
    const QRectF flag(left, band.top() + 2, width, height);
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(style.accent);
    canvas.painter.drawRoundedRect(flag, 3, 3);
    drawText(canvas.painter, style.small, textOn(style.accent), flag, Qt::AlignCenter, text);
}

int FieldRuler::fieldAt(const QPointF& position) const
{
    const QRectF band = screenBand();
    if (!hasData() || !band.contains(position))
        return -1;
    const double column = m_span.toValue(position.x(), band.left(), band.width());
    for (auto at = m_byStart.rbegin(); at != m_byStart.rend(); ++at) { // the later drawn lies on top
        const RulerField& field = m_fields[*at];
        if (column >= static_cast<double>(field.start) && column < static_cast<double>(field.end))
            return *at;
    }
    return -1;
}

int FieldRuler::endAt(const QPointF& position) const
{
    const QRectF band = screenBand();
    if (!hasData() || !m_editable || position.y() < band.top() || position.y() > band.bottom())
        return -1;
    int nearest = -1;
    double least = kEndReach;
    for (const int field : m_byStart) {
        // The end of a field thinner than the reach can be told from its start only when zoomed in.
        const QRectF rect = fieldRect(field, band);
        const double distance = std::abs(rect.right() - position.x());
        if (distance <= least && rect.width() > kEndReach) {
            least = distance;
            nearest = field;
        }
    }
    return nearest;
}

QPointF FieldRuler::placeOf(qint64 column) const
{
    const QRectF band = screenBand();
    return {xOf(column, band), band.center().y()};
}

QString FieldRuler::tipAt(const QPointF& position) const
{
    const QRectF band = screenBand();
    if (!band.contains(position))
        return {};
    const double column = m_span.toValue(position.x(), band.left(), band.width());
    const double slack = 1.5 / band.width() * m_span.length();
    QStringList lines;
    for (const RulerFault& fault : m_faults) {
        if (column >= static_cast<double>(fault.start) - slack
            && column < static_cast<double>(fault.end) + slack)
            lines.append((fault.kind == RulerFault::Kind::Gap
                              ? tr("columns %1 belong to no field")
                              : tr("columns %1 belong to more than one field"))
                             .arg(rangeText(fault.start, fault.end)));
    }
    if (const int field = fieldAt(position); field >= 0) {
        const RulerField& what = m_fields[field];
        lines.append(tr("%1\ncolumns %2\nwidth %3")
                         .arg(what.name, rangeText(what.start, what.end), countText(what.end - what.start)));
    }
    return lines.join(QLatin1Char('\n'));
}

QString FieldRuler::summary() const
{
    QString text = tr("%1 fields, %2 columns.").arg(countText(m_fields.size()), countText(m_columns));
    if (!m_faults.isEmpty())
        text += tr(" %1 gaps or overlaps.").arg(countText(m_faults.size()));
    if (m_selection.size() != 1)
        return text;
    const RulerField& field = m_fields[m_selection.first()];
    return tr("%1, columns %2. ").arg(field.name, rangeText(field.start, field.end)) + text;
}

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
        pick(drag.field, event->modifiers());
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

void FieldRuler::pick(int field, Qt::KeyboardModifiers modifiers)
{
    QVector<int> fields;
    if (modifiers.testFlag(Qt::ControlModifier))
        fields = m_selection;
    if (field >= 0 && fields.removeAll(field) == 0)
        fields.append(field);
    select(fields);
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
    if (!m_editable || m_selection.size() != 1)
        return;
    const int field = m_selection.first();
    const qint64 end = allowedEnd(field, m_fields[field].end + by);
    if (end != m_fields[field].end)
        Q_EMIT borderMoved(field, static_cast<int>(end));
}

void FieldRuler::select(const QVector<int>& fields)
{
    if (fields == m_selection)
        return;
    m_selection = fields;
    refresh();
    Q_EMIT selectionChanged(fields);
}

} // namespace leap::ui
