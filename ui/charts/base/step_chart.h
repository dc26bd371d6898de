// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart.h"
#include "ui/charts/base/span_bar.h"
#include "ui/charts/base/step_axis.h"
#include "ui/charts/base/view_span.h"

#include <optional>

namespace leap::ui {

/// A chart over the steps of a search: the axis with its epochs, marks of changes, a cursor shared by all
/// such charts, zooming along the steps. Mouse: click or drag = cursor; Ctrl + wheel = zoom; Shift + wheel =
/// pan. Keys: Left, Right (with Ctrl ten points), Home, End = cursor; Escape = release it; Ctrl +, Ctrl - =
/// zoom; 0 = everything.
class StepChart : public Chart {
    Q_OBJECT
public:
    explicit StepChart(QWidget* parent = nullptr);

    void setStepPlan(const StepPlan& plan);
    [[nodiscard]] const StepPlan& stepPlan() const { return m_plan; }
    void setMarks(const QVector<StepMark>& marks);
    /// While live the axis grows in steps beyond the last one; afterwards it ends there.
    void setLive(bool live);
    [[nodiscard]] bool live() const { return m_live; }
    /// The step that all views show; nothing = the newest step.
    void setCursor(std::optional<qint64> step);
    using QWidget::setCursor;
    [[nodiscard]] std::optional<qint64> cursorStep() const { return m_cursor; }

    /// The steps in view: (begin, end]. Follows the run until the user zooms.
    [[nodiscard]] const ViewSpan& steps() const { return m_steps; }
    /// Shows these steps, to follow another chart; the whole range follows the run again.
    void showSteps(double begin, double end);

Q_SIGNALS:
    void cursorMoved(qint64 step); ///< by the user
    void cursorReleased(); ///< by the user: follow the newest step again
    void stepsShown(double begin, double end); ///< by the user, zooming or panning

protected:
    /// The plot on the screen.
    [[nodiscard]] virtual QRectF plotRect() const = 0;
    [[nodiscard]] virtual qint64 lastStep() const = 0; ///< 0 = none yet
    /// The recorded step at a position on the axis, and the one `by` points away from another.
    [[nodiscard]] virtual qint64 stepNear(double place) const = 0;
    [[nodiscard]] virtual qint64 stepBeside(qint64 step, int by) const = 0;
    virtual void liveChanged() { }
    /// The steps in view changed.
    virtual void viewChanged() = 0;
    /// Back to everything in view.
    virtual void resetView();

    /// Call when lastStep() may have grown.
    void updateSteps();
    [[nodiscard]] double xOf(double step, const QRectF& plot) const;
    [[nodiscard]] const StepMark* markAt(const QPointF& position) const;
    [[nodiscard]] SpanBar& stepBar() { return *m_bar; }
    [[nodiscard]] double stepBarRoom() const { return m_bar->room(); }

    /// Height of the axis below a plot.
    [[nodiscard]] static double axisHeight(const ChartStyle& style, bool withEpochs);
    [[nodiscard]] QVector<double> ticksFor(const QRectF& plot, const ChartStyle& style) const;
    [[nodiscard]] bool cursorShown() const;
    /// The box around the cursor's step, on the axis.
    [[nodiscard]] QRectF cursorFlag(const Canvas& canvas, const QRectF& plot) const;
    void drawStepAxis(const Canvas& canvas, const QRectF& plot) const;
    void drawEpochs(const Canvas& canvas, const QRectF& plot) const;
    /// `halo` keeps the lines visible on any background.
    void drawMarks(const Canvas& canvas, const QRectF& plot, bool halo) const;
    void drawCursor(const Canvas& canvas, const QRectF& plot, bool halo) const;

    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

    void relayout() override;
    /// Positions the scroll bars.
    virtual void placeBars();

private:
    void scrubTo(double x);
    void moveCursor(qint64 step);
    void zoomSteps(double aroundStep, double factor);
    void userMovedView();
    bool handleCursorKey(const QKeyEvent& event);
    [[nodiscard]] qint64 cursorOrLast() const { return m_cursor.value_or(lastStep()); }

    StepPlan m_plan;
    QVector<StepMark> m_marks;
    ViewSpan m_steps;
    SpanBar* m_bar;
    std::optional<qint64> m_cursor;
    bool m_live = false;
    bool m_scrubbing = false;
};

/// Factor of one notch of the wheel or one key press.
inline constexpr double kZoomNotch = 0.8;
/// Notches of a wheel event, up is positive.
[[nodiscard]] double wheelNotches(const QWheelEvent& event);

} // namespace leap::ui
