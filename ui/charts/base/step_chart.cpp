// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/step_chart.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

constexpr double kShortestView = 4; ///< steps

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
    liveChanged();
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
    event->ignore();
    if (!hasData() || notches == 0)
        return;
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomSteps(m_steps.toValue(event->position().x(), plot.left(), plot.width()),
                  std::pow(kZoomNotch, notches));
        event->accept();
    } else if (event->modifiers().testFlag(Qt::ShiftModifier) && m_steps.zoomed()) {
        constexpr double kPanShare = 0.1;
        m_steps.moveBy(-notches * kPanShare * m_steps.length());
        userMovedView();
        event->accept();
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
    // While there is a cursor to release, Escape belongs to the chart, not to a shortcut of the dialog or
    // window.
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
