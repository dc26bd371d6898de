// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "ui/charts/base/chart.h"
#include "ui/charts/base/field_selection.h"
#include "ui/charts/base/span_bar.h"
#include "ui/charts/base/view_span.h"

namespace leap::ui {

/// One field of a decision.
struct DecisionBar {
    int field = -1; ///< index in the schema; gives the colour, used in signals
    QString name;
    double gate = 0;
    Verdict verdict = Verdict::Uncertain;
    bool forced = false;
    QString reason; ///< one sentence, for the tooltip
    bool operator==(const DecisionBar&) const = default;
};

/// The gates as sorted bars with a threshold line to drag; each row shows its verdict by mark, word and
/// colour. Mouse: drag the line; click on a row selects it (Ctrl adds); wheel scrolls. Keys: Left, Right =
/// threshold by .01 (with Shift .10); Up, Down, Page Up, Page Down, Home, End = row.
class DecisionBars : public Chart {
    Q_OBJECT
public:
    explicit DecisionBars(QWidget* parent = nullptr);

    /// Sorts by gate, largest first; equal gates keep their order.
    void setBars(const QVector<DecisionBar>& bars);
    /// Position of the line; none for rules without a threshold.
    void setThreshold(double threshold);
    void setThresholdShown(bool shown);
    [[nodiscard]] double threshold() const { return m_threshold; }
    void setSelection(const QVector<int>& fields);
    [[nodiscard]] const QVector<int>& selection() const { return m_selection.fields(); }
    /// Fields from top to bottom.
    [[nodiscard]] QVector<int> order() const;

    [[nodiscard]] int fieldAt(const QPointF& position) const; ///< -1 = none
    [[nodiscard]] double thresholdX() const; ///< position of the line in the widget
    /// "keep", "drop (forced)".
    [[nodiscard]] static QString wordOf(const DecisionBar& bar);
    [[nodiscard]] QSize sizeHint() const override { return {560, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 160}; }
    [[nodiscard]] QSizeF paperSize() const override; ///< all rows
    [[nodiscard]] bool hasData() const override { return !m_bars.isEmpty(); }
    [[nodiscard]] QString tipAt(const QPointF& position) const override;

Q_SIGNALS:
    void thresholdChanged(double threshold); ///< by the user, in hundredths, while dragging
    void selectionChanged(const QVector<int>& fields); ///< by the user

protected:
    void draw(const Canvas& canvas) override;
    [[nodiscard]] QString summary() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void relayout() override;

private:
    /// Columns of a row, and all rows together.
    struct Layout {
        QRectF rows; ///< all columns
        double nameLeft = 0, nameRight = 0;
        double barLeft = 0, barRight = 0;
        double valueRight = 0;
        double wordLeft = 0;
        double rowHeight = 0;
    };
    [[nodiscard]] QString count(Verdict verdict) const;
    [[nodiscard]] QString briefCounts() const; ///< "11 keep, 8 drop"
    [[nodiscard]] Layout layoutIn(const QRectF& area, const ChartStyle& style, bool onPaper) const;
    [[nodiscard]] Layout screenLayout() const { return layoutIn(body(), style(), false); }
    [[nodiscard]] double rowTop(int row, const Layout& layout, bool onPaper) const;
    [[nodiscard]] int rowAt(const QPointF& position) const;
    void drawRow(const Canvas& canvas, const Layout& layout, int row) const;
    void drawBar(const Canvas& canvas, const DecisionBar& bar, const QRectF& box) const;
    void drawAxis(const Canvas& canvas, const Layout& layout) const;
    void drawThreshold(const Canvas& canvas, const Layout& layout) const;
    void updateSpan();
    void moveThreshold(double threshold);
    void dragTo(double x);
    void chooseRow(int row);
    void select(const QVector<int>& fields);

    QVector<DecisionBar> m_bars;
    double m_threshold = 0.5;
    bool m_thresholdShown = true;
    FieldSelection m_selection;
    int m_currentRow = -1;
    bool m_dragging = false;
    ViewSpan m_rowSpan;
    SpanBar* m_scroll;
};

} // namespace leap::ui
