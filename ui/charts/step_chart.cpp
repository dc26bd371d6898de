// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/step_chart.h"

#include "ui/charts/field_colour.h"
#include "ui/format.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kShortestView = 4; ///< steps
constexpr double kTickLength = 4;

} // namespace

double wheelNotches(const QWheelEvent& event)
{
    constexpr double kEighthsPerNotch = 120;
    const QPoint turn = event.angleDelta();
    return (turn.y() != 0 ? turn.y() : turn.x()) / kEighthsPerNotch;
}

StepChart::StepChart(QWidget* parent)
    : Chart(parent)
    , m_bar(new SpanBar(m_steps, Qt::Horizontal, this))
{
    connect(m_bar, &SpanBar::moved, this, &StepChart::userMovedView);
    connect(addChartAction(tr("Show everything")), &QAction::triggered, this, [this] { resetView(); });
}

void StepChart::setStepPlan(const StepPlan& plan)
{
    if (plan == m_plan)
        return;
    m_plan = plan;
    updateSteps();
    viewChanged();
    refresh();
}

void StepChart::setMarks(const QVector<StepMark>& marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    refresh();
}

void StepChart::setLive(bool live)
{
    if (live == m_live)
        return;
    m_live = live;
    updateSteps();
    viewChanged();
    refresh();
}

void StepChart::setCursor(std::optional<qint64> step)
{
    if (step == m_cursor)
        return;
    m_cursor = step;
    refresh();
}

void StepChart::showSteps(double begin, double end)
{
    if (begin == m_steps.begin() && end == m_steps.end())
        return;
    m_steps.show(begin, end);
    placeBars();
    viewChanged();
    refresh();
}

void StepChart::resetView()
{
    if (!m_steps.zoomed())
        return;
    m_steps.reset();
    userMovedView();
}

void StepChart::updateSteps()
{
    const qint64 last = lastStep();
    const double end =
        m_live ? grownEnd(last, m_plan.plannedSteps) : static_cast<double>(std::max<qint64>(last, 1));
    if (end == m_steps.wholeEnd() && m_steps.wholeBegin() == 0)
        return;
    m_steps.setWhole(0, end);
    placeBars();
    viewChanged();
}

double StepChart::xOf(double step, const QRectF& plot) const
{
    return m_steps.toPixel(step, plot.left(), plot.width());
}

const StepMark* StepChart::markAt(const QPointF& position) const
{
    constexpr double kReach = 4;
    const QRectF plot = plotRect();
    const StepMark* nearest = nullptr;
    double least = kReach;
    for (const StepMark& mark : m_marks) {
        const double distance = std::abs(xOf(static_cast<double>(mark.step), plot) - position.x());
        if (distance <= least) {
            least = distance;
            nearest = &mark;
        }
    }
    return position.y() <= plot.bottom() ? nearest : nullptr;
}

double StepChart::axisHeight(const ChartStyle& style, bool withEpochs)
{
    return kTickLength + 2 + lineHeight(style.small) * (withEpochs ? 2 : 1);
}

QVector<double> StepChart::ticksFor(const QRectF& plot, const ChartStyle& style) const
{
    const double widest =
        textWidth(style.small, countText(static_cast<qint64>(m_steps.end()))) + 3 * ChartStyle::kPad;
    return stepTicks(m_steps.begin(), m_steps.end(),
                     std::clamp(static_cast<int>(plot.width() / widest), 1, 10));
}

bool StepChart::cursorShown() const
{
    const auto step = static_cast<double>(m_cursor.value_or(-1));
    return step >= m_steps.begin() && step <= m_steps.end();
}

QRectF StepChart::cursorFlag(const Canvas& canvas, const QRectF& plot) const
{
    const double middle = xOf(static_cast<double>(m_cursor.value_or(0)), plot);
    const double width = textWidth(canvas.style.small, countText(m_cursor.value_or(0))) + ChartStyle::kPad;
    const double rightmost = std::max(canvas.area.left(), canvas.area.right() - width);
    return {std::clamp(middle - width / 2, canvas.area.left(), rightmost), plot.bottom() + kTickLength - 1,
            width, lineHeight(canvas.style.small) + 2};
}

void StepChart::drawStepAxis(const Canvas& canvas, const QRectF& plot) const
{
    const double height = lineHeight(canvas.style.small);
    for (const double tick : ticksFor(plot, canvas.style)) {
        const double x = std::round(xOf(tick, plot)) + 0.5;
        canvas.painter.setPen(canvas.style.dim);
        canvas.painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + kTickLength));
        const QString text = countText(static_cast<qint64>(tick));
        const double width = textWidth(canvas.style.small, text);
        const double left = std::clamp(x - width / 2, canvas.area.left(),
                                       std::max(canvas.area.left(), canvas.area.right() - width));
        const QRectF box(left, plot.bottom() + kTickLength + 1, width, height);
        if (!cursorShown() || !box.intersects(cursorFlag(canvas, plot)))
            drawText(canvas.painter, canvas.style.small, canvas.style.dim, box,
                     Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void StepChart::drawEpochs(const Canvas& canvas, const QRectF& plot) const
{
    const ChartStyle& style = canvas.style;
    const double height = lineHeight(style.small);
    const double top = plot.bottom() + kTickLength + 1 + height;
    const double widest = textWidth(style.small, countText(999)) + 2 * ChartStyle::kPad;
    bool named = false;
    for (const EpochSpan& span : epochSpans(m_plan, m_steps.begin(), m_steps.end(),
                                            std::max(1, static_cast<int>(plot.width() / widest)))) {
        const double left = std::max(xOf(span.begin, plot), plot.left());
        const double right = std::min(xOf(span.end, plot), plot.right());
        canvas.painter.setPen(style.grid);
        if (span.end < m_steps.end())
            canvas.painter.drawLine(QPointF(right, top + 2), QPointF(right, top + height - 2));
        const QString number = countText(span.epoch);
        const QString full = tr("epoch %1").arg(number);
        const double middle = (left + right) / 2;
        const double room = std::max(right - left, widest);
        const bool fits = textWidth(style.small, full) + ChartStyle::kPad < right - left;
        const QString text = !named && fits ? full : number;
        named = named || fits;
        drawText(canvas.painter, style.small, style.dim, {middle - room / 2, top, room, height},
                 Qt::AlignCenter, text);
    }
}

void StepChart::drawMarks(const Canvas& canvas, const QRectF& plot, bool halo) const
{
    QPen pen(halo ? QColor(Qt::white) : canvas.style.dim, 1, Qt::DashLine);
    pen.setDashPattern({3, 3});
    for (const StepMark& mark : m_marks) {
        const double x = std::round(xOf(static_cast<double>(mark.step), plot)) + 0.5;
        if (x < plot.left() || x > plot.right())
            continue;
        const QLineF line(x, plot.top(), x, plot.bottom());
        if (halo) {
            canvas.painter.setPen(QColor(0, 0, 0, 110));
            canvas.painter.drawLine(line);
        }
        canvas.painter.setPen(pen);
        canvas.painter.drawLine(line);
        canvas.painter.setPen(Qt::NoPen);
        canvas.painter.setBrush(canvas.style.dim);
        canvas.painter.drawPolygon(QPolygonF(
            {QPointF(x - 3.5, plot.top() - 5), QPointF(x + 3.5, plot.top() - 5), QPointF(x, plot.top())}));
    }
}

void StepChart::drawCursor(const Canvas& canvas, const QRectF& plot, bool halo) const
{
    if (!cursorShown())
        return;
    const double x = std::round(xOf(static_cast<double>(*m_cursor), plot)) + 0.5;
    const QLineF line(x, plot.top(), x, plot.bottom());
    if (halo) {
        canvas.painter.setPen(QPen(QColor(0, 0, 0, 90), 3));
        canvas.painter.drawLine(line);
    }
    canvas.painter.setPen(halo ? QColor(Qt::white) : canvas.style.accent);
    canvas.painter.drawLine(line);
    const QRectF flag = cursorFlag(canvas, plot);
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(canvas.style.accent);
    canvas.painter.drawRoundedRect(flag, 3, 3);
    drawText(canvas.painter, canvas.style.small, textOn(canvas.style.accent), flag, Qt::AlignCenter,
             countText(*m_cursor));
}

void StepChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !hasData() || !plotRect().contains(event->position())) {
        Chart::mousePressEvent(event);
        return;
    }
    m_scrubbing = true;
    scrubTo(event->position().x());
}

void StepChart::mouseMoveEvent(QMouseEvent* event)
{
    if (m_scrubbing)
        scrubTo(event->position().x());
    else
        Chart::mouseMoveEvent(event);
}

void StepChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_scrubbing = false;
    Chart::mouseReleaseEvent(event);
}

void StepChart::scrubTo(double x)
{
    const QRectF plot = plotRect();
    moveCursor(
        stepNear(m_steps.toValue(std::clamp(x, plot.left(), plot.right()), plot.left(), plot.width())));
}

void StepChart::moveCursor(qint64 step)
{
    if (m_cursor == step)
        return;
    setCursor(step);
    Q_EMIT cursorMoved(step);
}

void StepChart::wheelEvent(QWheelEvent* event)
{
    const double notches = wheelNotches(*event);
    const QRectF plot = plotRect();
    if (!hasData() || notches == 0) {
        event->ignore();
    } else if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomSteps(m_steps.toValue(event->position().x(), plot.left(), plot.width()),
                  std::pow(kZoomNotch, notches));
        event->accept();
    } else if (event->modifiers().testFlag(Qt::ShiftModifier) && m_steps.zoomed()) {
        constexpr double kPanShare = 0.1;
        m_steps.moveBy(-notches * kPanShare * m_steps.length());
        userMovedView();
        event->accept();
    } else {
        event->ignore();
    }
}

void StepChart::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const double around = m_cursor ? static_cast<double>(*m_cursor) : (m_steps.begin() + m_steps.end()) / 2;
    if (!hasData()) {
        event->ignore();
    } else if (event->key() == Qt::Key_0) {
        resetView();
    } else if (control && (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)) {
        zoomSteps(around, kZoomNotch);
    } else if (control && event->key() == Qt::Key_Minus) {
        zoomSteps(around, 1 / kZoomNotch);
    } else if (!handleCursorKey(*event)) {
        Chart::keyPressEvent(event);
    }
}

bool StepChart::handleCursorKey(const QKeyEvent& event)
{
    constexpr int kManyPoints = 10;
    const int by = event.modifiers().testFlag(Qt::ControlModifier) ? kManyPoints : 1;
    switch (event.key()) {
    case Qt::Key_Left:
        moveCursor(stepBeside(cursorOrLast(), -by));
        break;
    case Qt::Key_Right:
        moveCursor(stepBeside(cursorOrLast(), by));
        break;
    case Qt::Key_Home:
        moveCursor(stepNear(0));
        break;
    case Qt::Key_End:
        moveCursor(stepNear(static_cast<double>(lastStep())));
        break;
    case Qt::Key_Escape:
        if (!m_cursor)
            return false;
        setCursor(std::nullopt);
        Q_EMIT cursorReleased();
        return true;
    default:
        return false;
    }
    if (m_steps.zoomed() && m_cursor) {
        m_steps.reveal(static_cast<double>(*m_cursor) - 1, static_cast<double>(*m_cursor));
        userMovedView();
    }
    return true;
}

void StepChart::zoomSteps(double aroundStep, double factor)
{
    m_steps.zoomAt(std::clamp(aroundStep, m_steps.begin(), m_steps.end()), factor, kShortestView);
    userMovedView();
}

void StepChart::userMovedView()
{
    placeBars();
    viewChanged();
    refresh();
    Q_EMIT stepsShown(m_steps.begin(), m_steps.end());
}

void StepChart::relayout()
{
    placeBars();
    viewChanged();
}

bool StepChart::event(QEvent* event)
{
    // Escape is for the chart while it has a cursor to release, not for a dialog's or window's shortcut.
    if (event->type() == QEvent::ShortcutOverride && m_cursor
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return Chart::event(event);
}

void StepChart::placeBars()
{
    m_bar->sync();
    const QRectF plot = plotRect();
    const int height = m_bar->sizeHint().height();
    m_bar->setGeometry(static_cast<int>(plot.left()), QWidget::height() - height,
                       static_cast<int>(plot.width()), height);
}

} // namespace leap::ui
