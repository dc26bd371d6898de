// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/step_chart.h"

#include <QPointF>
#include <QVector>

#include <functional>
#include <memory>
#include <vector>

namespace leap::ui {

class LinePlot;

/// Lines over the steps: gates, divergence, lambda, loss, AUC. Lines are thinned to the resolution of the
/// plot; lines of few points show their points. While live, lines are drawn thin and without smoothing. The
/// legend gives each line's value at the cursor, or its last one.
class LineChart : public StepChart {
    Q_OBJECT
public:
    static constexpr int kMostSeries = 40;

    explicit LineChart(QWidget* parent = nullptr);
    ~LineChart() override;

    /// Adds a line or replaces its points. The legend lists lines in the order in which they were added.
    /// @param colour index for fieldColour(); for a field, its index
    /// @param points ascending steps; values that are not finite are left out
    /// @return false if there are kMostSeries lines already; the line was not added
    bool setSeries(int id, const QString& name, int colour, const QVector<QPointF>& points);
    void removeSeries(int id);
    void clearSeries();
    [[nodiscard]] QVector<int> seriesIds() const;

    /// A fixed range of values ...
    void setValueRange(double low, double high);
    /// ... or the range of the lines (the default), which grows at once and shrinks only when half of it is
    /// empty.
    void setAutoValueRange();
    /// Format of values in legend and tooltips; four significant digits by default.
    void setValueText(std::function<QString(double)> text);

    /// The current range of the value axis.
    [[nodiscard]] NiceRange valueRange() const;
    /// Points that the line draws now; for tests.
    [[nodiscard]] QVector<QPointF> drawnPoints(int id) const;
    [[nodiscard]] QSize sizeHint() const override { return {400, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 120}; }
    [[nodiscard]] bool hasData() const override;
    [[nodiscard]] QString tipAt(const QPointF& position) const override;

protected:
    void draw(const Canvas& canvas) override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QRectF plotRect() const override;
    [[nodiscard]] qint64 lastStep() const override;
    [[nodiscard]] qint64 stepNear(double place) const override;
    [[nodiscard]] qint64 stepBeside(qint64 step, int by) const override;
    void viewChanged() override;
    void relayout() override;

private:
    struct Line {
        int id = 0;
        QString name;
        int colour = 0;
        QVector<QPointF> points;
        bool thinned = false; ///< the points are in the plot
    };
    struct LegendEntry {
        const Line* line = nullptr;
        QRectF box;
        double nameWidth = 0;
    };
    struct Layout {
        QVector<LegendEntry> legend;
        int unlisted = 0; ///< lines that do not fit the legend
        QRectF legendBox;
        QRectF plot;
    };

    [[nodiscard]] Layout layoutIn(const QRectF& area, const ChartStyle& style, bool onPaper) const;
    void layOutLegend(Layout& layout, const QRectF& area, const ChartStyle& style) const;
    void drawLegend(const Canvas& canvas, const Layout& layout) const;
    void drawGrid(const Canvas& canvas, const QRectF& plot) const;
    void drawValueLabels(const Canvas& canvas, const QRectF& plot) const;
    [[nodiscard]] QVector<double> valueTicks(double plotHeight, const ChartStyle& style) const;
    [[nodiscard]] QString tickText(double value, double distance) const;
    [[nodiscard]] double labelWidth(const ChartStyle& style) const;
    void thinLines(double plotWidth);
    void updateRange();
    [[nodiscard]] const Line* longest() const;
    [[nodiscard]] Line* find(int id) const;
    [[nodiscard]] QString valueNow(const Line& line) const;

    std::vector<std::unique_ptr<Line>> m_lines;
    std::unique_ptr<LinePlot> m_plot;
    std::function<QString(double)> m_valueText;
    NiceRange m_range;
    bool m_fixedRange = false;
    double m_thinnedTo = 0; ///< plot width that lines are thinned for; 0 = outdated
};

} // namespace leap::ui
