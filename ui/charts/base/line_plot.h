// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/step_axis.h"

#include <QPen>
#include <QPixmap>
#include <QPointF>
#include <QRectF>
#include <QVector>

#include <memory>

class QPainter;

namespace leap::ui {

/// The lines of a chart in one Qt Chart, which lives in its own scene and is painted from a cached picture,
/// so that moving a cursor over it costs one blit. Axes and legend are drawn by LineChart.
class LinePlot {
public:
    LinePlot();
    ~LinePlot();
    LinePlot(const LinePlot&) = delete;
    LinePlot& operator=(const LinePlot&) = delete;

    void add(int id);
    void remove(int id);
    /// Replaces all points at once.
    void setPoints(int id, const QVector<QPointF>& points);
    [[nodiscard]] QVector<QPointF> points(int id) const;
    void setPen(int id, const QPen& pen);
    void setSmooth(bool smooth);
    void setRange(double stepBegin, double stepEnd, const NiceRange& values);

    /// Draws into `plot`, as vectors or from the cached picture for the screen.
    void paint(QPainter& painter, const QRectF& plot);
    void paintCached(QPainter& painter, const QRectF& plot, double pixelRatio);

private:
    struct Chart;
    void applyRange(const QSizeF& plot);

    std::unique_ptr<Chart> m_chart;
    QPixmap m_picture; ///< null = outdated
};

} // namespace leap::ui
