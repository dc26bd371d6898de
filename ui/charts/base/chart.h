// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart_style.h"

#include <QWidget>

class QAction;
class QHelpEvent;

namespace leap::ui {

/// What all charts share: a title, a word instead of an empty frame, exact values in tooltips, copying and
/// saving (context menu, Ctrl+C). A chart is drawn from its data alone, onto the screen or any other device.
class Chart : public QWidget {
    Q_OBJECT
public:
    explicit Chart(QWidget* parent = nullptr);

    /// Stands above the chart; empty = none.
    void setTitle(const QString& title);
    [[nodiscard]] const QString& title() const { return m_title; }
    /// Said instead of the chart while there are no data.
    void setEmptyText(const QString& text);

    /// Draws the chart as it is, in the given colours.
    void paintOn(QPainter& painter, const QRectF& area, const QPalette& palette, bool onPaper);
    /// The size of an export, in pixels of 1/96 inch.
    [[nodiscard]] virtual QSizeF paperSize() const;
    [[nodiscard]] virtual bool hasData() const = 0;
    /// Exact values at a place of the widget; empty = nothing there.
    [[nodiscard]] virtual QString tipAt(const QPointF& position) const;

Q_SIGNALS:
    /// Copying or saving from the chart's own menu did not work; one sentence for the user.
    void exportFailed(const QString& message);

protected:
    /// Draws onto canvas.area, the title's line already taken off.
    virtual void draw(const Canvas& canvas) = 0;
    /// One sentence for a screen reader about what is seen; asked after every change.
    [[nodiscard]] virtual QString summary() const = 0;
    /// Call after any change of what is seen.
    void refresh();
    /// The size, the font or the title changed: anything placed by hand must be placed anew.
    virtual void relayout() { }
    /// The widget's area below the title.
    [[nodiscard]] QRectF body() const;
    [[nodiscard]] ChartStyle style() const;
    /// A further entry of the context menu.
    QAction* addChartAction(const QString& text);

    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QRectF belowTitle(const QRectF& area, const ChartStyle& style) const;
    void showTip(const QHelpEvent& help);
    void saveAs();
    void copy();

    QString m_title;
    QString m_emptyText;
};

} // namespace leap::ui
