// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/chart_style.h"

#include <QWidget>

class QAction;
class QHelpEvent;

namespace leap::ui {

/// Base of all charts: a title, a text instead of an empty frame, exact values in tooltips, copying and
/// saving (context menu, Ctrl+C). A chart is drawn from its data only, on the screen or any other device.
class Chart : public QWidget {
    Q_OBJECT
public:
    explicit Chart(QWidget* parent = nullptr);

    /// The title above the chart; empty = none.
    void setTitle(const QString& title);
    [[nodiscard]] const QString& title() const { return m_title; }
    /// Shown instead of the chart while there is no data.
    void setEmptyText(const QString& text);

    /// Draws the chart as it is, in the given colours.
    void paintOn(QPainter& painter, const QRectF& area, const QPalette& palette, bool onPaper);
    /// The size of an export, in pixels of 1/96 inch.
    [[nodiscard]] virtual QSizeF paperSize() const;
    [[nodiscard]] virtual bool hasData() const = 0;
    /// Exact values at a position in the widget; empty = nothing there.
    [[nodiscard]] virtual QString tipAt(const QPointF& position) const;

Q_SIGNALS:
    /// Copying or saving from the chart's menu failed; one sentence for the user.
    void exportFailed(const QString& message);

protected:
    /// Draws into canvas.area, which excludes the title.
    virtual void draw(const Canvas& canvas) = 0;
    /// One sentence for screen readers about the contents; called after every change.
    [[nodiscard]] virtual QString summary() const = 0;
    /// Call after any visible change.
    void refresh();
    /// Size, font or title changed: update manual layout.
    virtual void relayout() { }
    /// The widget's area below the title.
    [[nodiscard]] QRectF body() const;
    [[nodiscard]] ChartStyle style() const;
    /// Adds an entry to the context menu.
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
