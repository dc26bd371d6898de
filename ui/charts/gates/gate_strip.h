// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart.h"
#include "ui/charts/base/field_selection.h"
#include "ui/charts/gates/dot_stack.h"

#include <QStringList>

namespace leap::ui {

/// Every gate as a dot on 0..1, to see at a glance whether the gates are polarised. Dots that would overlap
/// are stacked. Mouse: hover = name and gate; click = select (with Ctrl add). Keys: Left, Right = the next
/// dot.
class GateStrip : public Chart {
    Q_OBJECT
public:
    explicit GateStrip(QWidget* parent = nullptr);

    void setFields(const QStringList& names);
    void setGates(const QVector<double>& gates);
    void setThreshold(double threshold);
    /// Text at the right, such as "21 of 26 settled".
    void setCountText(const QString& text);
    void setSelection(const QVector<int>& fields);
    [[nodiscard]] const QVector<int>& selection() const { return m_selection.fields(); }

    /// The field with the nearest dot within reach; -1 = none.
    [[nodiscard]] int fieldAt(const QPointF& position) const;
    /// Centre of a field's dot; for tests and tours.
    [[nodiscard]] QPointF placeOf(int field) const;
    [[nodiscard]] QSize sizeHint() const override { return {640, 96}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 72}; }
    [[nodiscard]] bool hasData() const override;
    [[nodiscard]] QString tipAt(const QPointF& position) const override;

Q_SIGNALS:
    void selectionChanged(const QVector<int>& fields); ///< by the user

protected:
    void draw(const Canvas& canvas) override;
    [[nodiscard]] QString summary() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRectF plotIn(const QRectF& area, const ChartStyle& style) const;
    [[nodiscard]] DotStack stackIn(const QRectF& plot) const;
    [[nodiscard]] double radius() const;
    void drawAxis(const Canvas& canvas, const QRectF& plot) const;
    void drawDots(const Canvas& canvas, const QRectF& plot) const;
    void stepThroughDots(int by);
    void select(const QVector<int>& fields);

    QStringList m_names;
    QVector<double> m_gates;
    double m_threshold = 0.5;
    QString m_countText;
    FieldSelection m_selection;
    int m_hover = -1;
};

} // namespace leap::ui
