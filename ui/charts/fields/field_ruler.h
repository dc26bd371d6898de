// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart.h"
#include "ui/charts/base/field_selection.h"
#include "ui/charts/base/span_bar.h"
#include "ui/charts/base/view_span.h"
#include "ui/charts/fields/ruler_spans.h"

namespace leap::ui {

/// The concatenated row drawn to scale: a band per field, 256 columns 256 times as wide as one. Gaps and
/// overlaps are hatched. Dragging the end of a field previews the new end and asks once, on release. Mouse:
/// click = select (Ctrl adds); drag an end = move it; drag elsewhere or Shift + wheel = pan; wheel = zoom.
/// Keys: Left, Right = field; Alt + Left, Alt + Right = the selected field's end by a column; +, - = zoom; 0
/// = all.
class FieldRuler : public Chart {
    Q_OBJECT
public:
    explicit FieldRuler(QWidget* parent = nullptr);

    /// Fields by index in the schema, over columns [0, columns).
    void setFields(const QVector<RulerField>& fields, qint64 columns);
    /// Whether ends can be moved; on by default.
    void setEditable(bool editable);
    void setSelection(const QVector<int>& fields);
    [[nodiscard]] const QVector<int>& selection() const { return m_selection.fields(); }
    /// Zooms and pans as little as needed to make a field readable.
    void reveal(int field);
    [[nodiscard]] const ViewSpan& columnsInView() const { return m_span; }
    [[nodiscard]] const QVector<RulerFault>& faults() const { return m_faults; }

    [[nodiscard]] int fieldAt(const QPointF& position) const; ///< -1 = none
    /// The field whose end is near a position; -1 = none.
    [[nodiscard]] int endAt(const QPointF& position) const;
    /// Left edge of a column, at half the height of the band.
    [[nodiscard]] QPointF placeOf(qint64 column) const;
    [[nodiscard]] QSize sizeHint() const override { return {640, 112}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 88}; }
    [[nodiscard]] bool hasData() const override { return !m_fields.isEmpty() && m_columns > 0; }
    [[nodiscard]] QString tipAt(const QPointF& position) const override;

Q_SIGNALS:
    void selectionChanged(const QVector<int>& fields); ///< by the user
    /// The user moved a field's end; nothing has changed yet. If the next field began there, its start moves
    /// too.
    void borderMoved(int field, int newEnd);

protected:
    void draw(const Canvas& canvas) override;
    [[nodiscard]] QString summary() const override;
    void relayout() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    static constexpr double kShortestView = 4; ///< columns
    /// The mouse action between press and release.
    struct Drag {
        enum class What { Nothing, Press, Pan, Border };
        What what = What::Nothing;
        QPointF from;
        int field = -1;
        qint64 newEnd = 0;
    };
    [[nodiscard]] QRectF bandIn(const QRectF& area, const ChartStyle& style, bool onPaper) const;
    [[nodiscard]] QRectF screenBand() const { return bandIn(body(), style(), false); }
    [[nodiscard]] double xOf(qint64 column, const QRectF& band) const;
    [[nodiscard]] QRectF fieldRect(int field, const QRectF& band) const;
    void drawField(const Canvas& canvas, const QRectF& band, int field) const;
    [[nodiscard]] QRectF freePart(const QRectF& visible, const QRectF& band) const;
    void drawName(const Canvas& canvas, const QRectF& visible, int field, const QColor& ground) const;
    void drawFaults(const Canvas& canvas, const QRectF& band) const;
    void drawAxis(const Canvas& canvas, const QRectF& band) const;
    void drawDrag(const Canvas& canvas, const QRectF& band) const;
    [[nodiscard]] qint64 allowedEnd(int field, qint64 wanted) const;
    void spanMoved();
    void zoom(double aroundColumn, double factor);
    void stepSelection(int by);
    void nudgeEnd(int by);
    void select(const QVector<int>& fields);

    QVector<RulerField> m_fields;
    QVector<RulerFault> m_faults;
    QVector<int> m_byStart; ///< fields from left to right
    qint64 m_columns = 0;
    bool m_editable = true;
    FieldSelection m_selection;
    Drag m_drag;
    ViewSpan m_span;
    SpanBar* m_scroll;
};

} // namespace leap::ui
