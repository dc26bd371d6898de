// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/trajectory.h"
#include "ui/charts/base/field_selection.h"
#include "ui/charts/base/step_chart.h"

#include <QElapsedTimer>
#include <QImage>
#include <QStringList>

#include <memory>

namespace leap::ui {

/// All gates over the steps, one row per field, sorted by the current gate; painted as one image. Names on
/// the left, the gate at the cursor (or now) on the right. If rows are thinner than a line of text, only some
/// are named; all are shown. While live, rows are sorted again only if the order is wrong by more than .05,
/// at most every two seconds, and never under the mouse or in a moved view. Mouse, besides StepChart's: wheel
/// = zoom rows; click on a row selects it (Ctrl adds, Shift extends). Keys: Up, Down (with Shift extending),
/// Page Up, Page Down = row; Space with Ctrl toggles it; + and - = zoom rows.
class GateHeatMap : public StepChart {
    Q_OBJECT
public:
    explicit GateHeatMap(QWidget* parent = nullptr);

    /// Sets the fields in schema order and clears the map.
    void setFields(const QStringList& names);
    /// The trajectory so far, shared; it may grow in place on this thread, followed by setNow(). While its
    /// number of fields differs from setFields(), the map is empty.
    void setCourse(std::shared_ptr<const Trajectory> course);
    /// The newest step and its gates, which the thinned trajectory may not contain yet.
    void setNow(qint64 step, const QVector<double>& gates);
    /// Only these fields; every field again with showAllFields().
    void setShownFields(const QVector<int>& fields);
    void showAllFields();
    /// Sorts by the gate shown on the right.
    void sortRows();

    /// Fields from top to bottom, those that are shown.
    [[nodiscard]] const QVector<int>& rows() const { return m_rows; }
    void setSelection(const QVector<int>& fields);
    [[nodiscard]] const QVector<int>& selection() const { return m_selection.fields(); }
    [[nodiscard]] const ViewSpan& rowsInView() const { return m_rowSpan; }

    /// The field at a position in the widget; -1 = none.
    [[nodiscard]] int fieldAt(const QPointF& position) const;
    /// Middle of a field's row; for tests and tours.
    [[nodiscard]] QPointF placeOf(int field, qint64 step) const;
    [[nodiscard]] QSize sizeHint() const override { return {640, 360}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 120}; }
    [[nodiscard]] bool hasData() const override;
    [[nodiscard]] QString tipAt(const QPointF& position) const override;

Q_SIGNALS:
    void selectionChanged(const QVector<int>& fields); ///< by the user; in the order chosen

protected:
    void draw(const Canvas& canvas) override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QRectF plotRect() const override;
    [[nodiscard]] qint64 lastStep() const override;
    [[nodiscard]] qint64 stepNear(double place) const override;
    [[nodiscard]] qint64 stepBeside(qint64 step, int by) const override;
    void viewChanged() override;
    void resetView() override;
    void placeBars() override;

    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Layout of the parts.
    struct Layout {
        QRectF head; ///< legend
        QRectF names;
        QRectF plot;
        QRectF values;
    };
    [[nodiscard]] Layout layoutIn(const QRectF& area, const ChartStyle& style, bool onPaper) const;
    void drawLegend(const Canvas& canvas, const QRectF& box) const;
    void drawImage(const Canvas& canvas, const QRectF& plot);
    void drawRowText(const Canvas& canvas, const Layout& layout) const;
    /// How a row is highlighted.
    struct RowMark {
        bool selected = false;
        bool current = false;
        bool hovered = false;
        [[nodiscard]] bool any() const { return selected || current || hovered; }
    };
    [[nodiscard]] RowMark markOf(int row, bool onPaper) const;
    void drawSelection(const Canvas& canvas, const Layout& layout) const;
    void drawMark(const Canvas& canvas, const Layout& layout, const RowMark& mark, QRectF band) const;
    [[nodiscard]] QVector<int> labelledRows(double rowHeight, double textHeight) const;
    [[nodiscard]] QRectF rowRect(int row, const QRectF& column) const;
    [[nodiscard]] int rowAt(const QPointF& position) const;
    [[nodiscard]] double gateAt(int field) const; ///< at the cursor, else now
    [[nodiscard]] qint64 pointAt(qint64 step) const; ///< index; -1 = none

    void rebuildRows();
    void sortWhileLive();
    void rowsMoved();
    void choose(int row, Qt::KeyboardModifiers modifiers);
    void select(const QVector<int>& fields);
    bool handleRowKey(const QKeyEvent& event);

    QStringList m_names;
    std::shared_ptr<const Trajectory> m_course;
    qint64 m_nowStep = 0;
    QVector<double> m_now;
    QVector<int> m_order; ///< all fields
    QVector<bool> m_shown; ///< by field
    QVector<int> m_rows; ///< m_order without the hidden
    FieldSelection m_selection;
    int m_anchorRow = -1; ///< where Shift extends from
    int m_currentRow = -1;
    int m_hoverField = -1;
    ViewSpan m_rowSpan;
    SpanBar* m_rowBar;
    QElapsedTimer m_sinceSort;
    QImage m_image; ///< of the plot, in device pixels; null = outdated
};

} // namespace leap::ui
