// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/line_plot.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

#include <map>

namespace leap::ui {
namespace {

constexpr int kFewPoints = 24; ///< lines of at most this many points show dots

constexpr double kDotRadius = 2.5;
/// Margin around the plot, so that lines and dots at its edge keep their full width.
constexpr double kRim = 5;

} // namespace

struct LinePlot::Chart {
    QGraphicsScene scene;
    QChart* chart = nullptr; // owned by the scene
    QValueAxis* steps = nullptr; // owned by the chart
    QValueAxis* values = nullptr;
    std::map<int, QLineSeries*> series; // owned by the chart
    bool smooth = true;
    double stepBegin = 0, stepEnd = 1;
    NiceRange range;
};

LinePlot::LinePlot()
    : m_chart(std::make_unique<Chart>())
{
    m_chart->chart = new QChart();
    m_chart->scene.addItem(m_chart->chart);
    QChart& chart = *m_chart->chart;
    chart.setBackgroundVisible(false);
    chart.setPlotAreaBackgroundVisible(false);
    chart.setMargins(QMargins());
    chart.setContentsMargins(0, 0, 0, 0);
    chart.setAnimationOptions(QChart::NoAnimation);
    chart.legend()->setVisible(false);
    m_chart->steps = new QValueAxis(&chart);
    m_chart->values = new QValueAxis(&chart);
    chart.addAxis(m_chart->steps, Qt::AlignBottom);
    chart.addAxis(m_chart->values, Qt::AlignLeft);
    m_chart->steps->setVisible(false);
    m_chart->values->setVisible(false);
}

LinePlot::~LinePlot() = default;

void LinePlot::add(int id)
{
    auto* series = new QLineSeries(m_chart->chart);
    m_chart->chart->addSeries(series);
    series->attachAxis(m_chart->steps);
    series->attachAxis(m_chart->values);
    series->setUseOpenGL(false);
    m_chart->series[id] = series;
    m_picture = {};
}

void LinePlot::remove(int id)
{
    QLineSeries* series = m_chart->series.at(id);
    m_chart->chart->removeSeries(series);
    delete series;
    m_chart->series.erase(id);

    m_picture = {};
}

void LinePlot::setPoints(int id, const QVector<QPointF>& points)
{
    QLineSeries* series = m_chart->series.at(id);
    series->replace(points);
    series->setMarkerSize(2 * kDotRadius);
    series->setPointsVisible(points.size() <= kFewPoints);
    m_picture = {};
}

QVector<QPointF> LinePlot::points(int id) const
{
    return m_chart->series.at(id)->points();
}

void LinePlot::setPen(int id, const QPen& pen)
{
    QLineSeries* series = m_chart->series.at(id);
    if (series->pen() == pen)
        return;
    series->setPen(pen);
    m_picture = {};
}

void LinePlot::setSmooth(bool smooth)
{
    if (smooth == m_chart->smooth)
        return;
    m_chart->smooth = smooth;
    m_picture = {};
}

void LinePlot::setRange(double stepBegin, double stepEnd, const NiceRange& values)
{
    if (m_chart->stepBegin == stepBegin && m_chart->stepEnd == stepEnd && m_chart->range == values)
        return;
    m_chart->stepBegin = stepBegin;
    m_chart->stepEnd = stepEnd;
    m_chart->range = values;
    m_picture = {};
}

/// Qt Charts clips lines at its plot area, so the area includes the margin.
void LinePlot::applyRange(const QSizeF& plot)
{
    const auto widened = [](QValueAxis* axis, double low, double high, double extent) {
        const double rim = kRim / extent * (high - low);
        if (axis->min() != low - rim || axis->max() != high + rim)
            axis->setRange(low - rim, high + rim);
    };
    widened(m_chart->steps, m_chart->stepBegin, m_chart->stepEnd, plot.width());
    widened(m_chart->values, m_chart->range.low, m_chart->range.high, plot.height());
}

void LinePlot::paint(QPainter& painter, const QRectF& plot)
{
    const QRectF whole(0, 0, plot.width() + 2 * kRim, plot.height() + 2 * kRim);
    QChart& chart = *m_chart->chart;
    if (chart.geometry() != whole || chart.plotArea() != whole) {
        chart.setGeometry(whole);
        m_chart->scene.setSceneRect(whole);
        chart.setPlotArea(whole);
    }
    applyRange(plot.size());
    chart.layout()->activate();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, m_chart->smooth);
    m_chart->scene.render(&painter, plot.adjusted(-kRim, -kRim, kRim, kRim), whole, Qt::IgnoreAspectRatio);
    painter.restore();
}

void LinePlot::paintCached(QPainter& painter, const QRectF& plot, double pixelRatio)
{
    const QRectF target = plot.adjusted(-kRim, -kRim, kRim, kRim);
    const QSize pixels = (target.size() * pixelRatio).toSize();
    if (m_picture.size() != pixels || m_picture.devicePixelRatio() != pixelRatio) {
        m_picture = QPixmap(pixels);
        m_picture.setDevicePixelRatio(pixelRatio);
        m_picture.fill(Qt::transparent);
        QPainter onPicture(&m_picture);
        paint(onPicture, QRectF(QPointF(kRim, kRim), plot.size()));
    }
    painter.drawPixmap(target.topLeft(), m_picture);
}

} // namespace leap::ui
