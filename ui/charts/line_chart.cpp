// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/line_chart.h"

#include "ui/charts/decimate.h"
#include "ui/charts/field_colour.h"
#include "ui/charts/line_plot.h"
#include "ui/format.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap::ui {
namespace {

constexpr double kKeyWidth = 16; ///< of a line's sample in the legend
constexpr int kMostLegendRows = 3;
constexpr double kSmoothWidth = 1.5;

bool stepBefore(const QPointF& point, double step)
{
    return point.x() < step;
}

/// The last point at or before a step; null = none.
const QPointF* pointAt(const QVector<QPointF>& points, double step)
{
    const auto after = std::upper_bound(points.begin(), points.end(), step,
                                        [](double x, const QPointF& point) { return x < point.x(); });
    return after == points.begin() ? nullptr : &*std::prev(after);
}

} // namespace

struct LineChart::Line {
    int id = 0;
    QString name;
    int colour = 0;
    QVector<QPointF> points;
    bool thinned = false; ///< the plot has these points
};

struct LineChart::LegendEntry {
    const Line* line = nullptr;
    QRectF box;
    double nameWidth = 0;
};

LineChart::LineChart(QWidget* parent)
    : StepChart(parent)
    , m_plot(std::make_unique<LinePlot>())
    , m_valueText([](double value) { return QString::number(value, 'g', 4); })
{
    setAccessibleName(tr("Lines over the steps"));
    setEmptyText(tr("Lines over the steps of a search appear here."));
}

LineChart::~LineChart() = default;

LineChart::Line* LineChart::find(int id) const
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [id](const auto& line) { return line->id == id; });
    return found == m_lines.end() ? nullptr : found->get();
}

bool LineChart::setSeries(int id, const QString& name, int colour, const QVector<QPointF>& points)
{
    Line* line = find(id);
    if (!line) {
        if (m_lines.size() == kMostSeries)
            return false;
        m_lines.push_back(std::make_unique<Line>());
        line = m_lines.back().get();
        line->id = id;
        m_plot->add(id);
    } else if (line->name == name && line->colour == colour && line->points == points) {
        return true;
    }
    line->name = name;
    line->colour = colour;
    line->points = points;
    line->thinned = false;
    updateSteps();
    refresh();
    return true;
}

void LineChart::removeSeries(int id)
{
    if (!find(id))
        return;
    m_plot->remove(id);
    std::erase_if(m_lines, [id](const auto& line) { return line->id == id; });
    updateSteps();
    refresh();
}

void LineChart::clearSeries()
{
    for (const int id : seriesIds())
        removeSeries(id);
    m_range = m_fixedRange ? m_range : NiceRange{};
}

QVector<int> LineChart::seriesIds() const
{
    QVector<int> ids;
    for (const auto& line : m_lines)
        ids.append(line->id);
    return ids;
}

void LineChart::setValueRange(double low, double high)
{
    m_fixedRange = true;
    m_range = {low, high};
    refresh();
}

void LineChart::setAutoValueRange()
{
    m_fixedRange = false;
    m_range = {};
    viewChanged();
    refresh();
}

void LineChart::setValueText(std::function<QString(double)> text)
{
    m_valueText = std::move(text);
    refresh();
}

NiceRange LineChart::valueRange() const
{
    return m_range;
}

QVector<QPointF> LineChart::drawnPoints(int id) const
{
    return find(id) ? m_plot->points(id) : QVector<QPointF>();
}

bool LineChart::hasData() const
{
    return std::any_of(m_lines.begin(), m_lines.end(),
                       [](const auto& line) { return !line->points.isEmpty(); });
}

const LineChart::Line* LineChart::longest() const
{
    const auto most = std::max_element(m_lines.begin(), m_lines.end(), [](const auto& a, const auto& b) {
        return a->points.size() < b->points.size();
    });
    return most == m_lines.end() ? nullptr : most->get();
}

qint64 LineChart::lastStep() const
{
    double last = 0;
    for (const auto& line : m_lines)
        last = line->points.isEmpty() ? last : std::max(last, line->points.last().x());
    return std::llround(last);
}

qint64 LineChart::stepNear(double place) const
{
    const QVector<QPointF>& points = longest()->points;
    auto at = std::lower_bound(points.begin(), points.end(), place, stepBefore);
    if (at == points.end() || (at != points.begin() && place - std::prev(at)->x() < at->x() - place))
        --at;
    return std::llround(at->x());
}

qint64 LineChart::stepBeside(qint64 step, int by) const
{
    const QVector<QPointF>& points = longest()->points;
    const auto at = std::lower_bound(points.begin(), points.end(), static_cast<double>(step), stepBefore);
    const qint64 index = std::clamp<qint64>(at - points.begin() + by, 0, points.size() - 1);
    return std::llround(points[index].x());
}

void LineChart::viewChanged()
{
    m_thinnedTo = 0;
}

void LineChart::relayout()
{
    StepChart::relayout();
    m_thinnedTo = 0;
}

void LineChart::thinLines(double plotWidth)
{
    const bool all = plotWidth != m_thinnedTo;
    bool any = false;
    for (const auto& line : m_lines) {
        if (line->thinned && !all)
            continue;
        m_plot->setPoints(
            line->id, decimated(line->points, steps().begin(), steps().end(), static_cast<int>(plotWidth)));
        line->thinned = any = true;
    }
    m_thinnedTo = plotWidth;
    if (any && !m_fixedRange)
        updateRange();
}

void LineChart::updateRange()
{
    constexpr int kTicks = 5;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& line : m_lines) {
        for (const QPointF& point : m_plot->points(line->id)) {
            if (point.x() < steps().begin() || point.x() > steps().end())
                continue;
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    }
    if (low > high)
        return;
    const NiceRange wanted = niceRange(low, high, kTicks);
    const bool tooSmall = low < m_range.low || high > m_range.high;
    const bool tooLarge = wanted.high - wanted.low < (m_range.high - m_range.low) / 2;
    if (tooSmall || tooLarge)
        m_range = wanted;
}

QString LineChart::tickText(double value, double distance) const
{
    QString text = QString::number(value, 'f', tickDecimals(distance));
    constexpr double kLarge = 1e5, kTiny = 1e-4;
    if (value != 0 && (std::abs(value) >= kLarge || distance < kTiny))
        return QString::number(value, 'g', 3);
    const bool gates = m_fixedRange && m_range == NiceRange{0, 1};
    if (gates && text.startsWith(QLatin1String("0.")))
        text.remove(0, 1);
    return value == 0 || (gates && value == 1) ? QString::number(value) : text;
}

QVector<double> LineChart::valueTicks(double plotHeight, const ChartStyle& style) const
{
    constexpr double kLinesPerTick = 2.2;
    const int most =
        std::clamp(static_cast<int>(plotHeight / (kLinesPerTick * lineHeight(style.small))), 1, 5);
    return niceTicks(m_range.low, m_range.high, most);
}

double LineChart::labelWidth(const ChartStyle& style) const
{
    double widest = textWidth(style.small, QStringLiteral("0.00"));
    constexpr int kTicks = 5;
    const QVector<double> ticks = niceTicks(m_range.low, m_range.high, kTicks);
    for (const double tick : ticks)
        widest = std::max(widest,
                          textWidth(style.small, tickText(tick, ticks.size() > 1 ? ticks[1] - ticks[0] : 1)));
    return std::ceil(widest / ChartStyle::kPad)
        * ChartStyle::kPad; // in steps, so that the plot does not jitter
}

QString LineChart::valueNow(const Line& line) const
{
    const QPointF* point = line.points.isEmpty() ? nullptr : &line.points.last();
    if (cursorStep())
        point = pointAt(line.points, static_cast<double>(*cursorStep()));
    return point ? m_valueText(point->y()) : QString(QChar(0x2013));
}

void LineChart::layOutLegend(Layout& layout, const QRectF& area, const ChartStyle& style) const
{
    const double row = lineHeight(style.small) + 2;
    const int rows = std::clamp(static_cast<int>(area.height() * 0.28 / row), 1, kMostLegendRows);
    const double more = textWidth(style.small, tr("+%1 more").arg(99)) + ChartStyle::kPad;
    QPointF at = area.topLeft();
    int used = 1;
    for (const auto& line : m_lines) {
        // The value's room grows in steps, so that the legend does not move with every figure.
        const double value =
            std::ceil(textWidth(style.small, valueNow(*line)) / ChartStyle::kPad) * ChartStyle::kPad;
        const double name = std::min(textWidth(style.small, line->name), area.width() * 0.4);
        const double width = kKeyWidth + name + value + 2 * ChartStyle::kHalfPad;
        const bool lastRow = used == rows;
        const double room = area.right() - (lastRow && line != m_lines.back() ? more : 0);
        if (at.x() + width > room && at.x() > area.left() && !lastRow) {
            at = {area.left(), at.y() + row};
            ++used;
        }
        if (at.x() + width > room && used == rows && at.x() > area.left()) {
            layout.unlisted = static_cast<int>(m_lines.size() - static_cast<size_t>(layout.legend.size()));
            break;
        }
        layout.legend.append({line.get(), QRectF(at, QSizeF(std::min(width, area.width()), row)), name});
        at.rx() += width + 1.5 * ChartStyle::kPad;
    }
    layout.legendBox = QRectF(area.topLeft(), QSizeF(area.width(), used * row));
}

LineChart::Layout LineChart::layoutIn(const QRectF& area, const ChartStyle& style, bool onPaper) const
{
    Layout layout;
    layOutLegend(layout, area, style);
    const double left = labelWidth(style) + ChartStyle::kHalfPad + 2;
    const double bottom = axisHeight(style, false) + (onPaper ? 0 : stepBarRoom());
    const double top = layout.legendBox.height() + ChartStyle::kPad;
    layout.plot =
        onGrid({area.left() + left, area.top() + top, std::max(1.0, area.width() - left - ChartStyle::kPad),
                std::max(1.0, area.height() - top - bottom)});
    return layout;
}

QRectF LineChart::plotRect() const
{
    return layoutIn(body(), style(), false).plot;
}

void LineChart::draw(const Canvas& canvas)
{
    // The range decides on the width of its labels, which is taken off the plot: thin for the last width
    // first.
    thinLines(m_thinnedTo > 0 && !canvas.onPaper
                  ? m_thinnedTo
                  : layoutIn(canvas.area, canvas.style, canvas.onPaper).plot.width());
    const Layout layout = layoutIn(canvas.area, canvas.style, canvas.onPaper);
    thinLines(layout.plot.width());
    const bool smooth = canvas.onPaper || !live();
    m_plot->setSmooth(smooth);
    for (const auto& line : m_lines)
        m_plot->setPen(line->id, fieldPen(line->colour, canvas.style.palette, smooth ? kSmoothWidth : 0));
    m_plot->setRange(steps().begin(), steps().end(), m_range);
    drawLegend(canvas, layout);
    canvas.painter.fillRect(layout.plot, canvas.style.ground);
    drawGrid(canvas, layout.plot);
    drawMarks(canvas, layout.plot, false);
    if (canvas.onPaper)
        m_plot->paint(canvas.painter, layout.plot);
    else
        m_plot->paintCached(canvas.painter, layout.plot, devicePixelRatioF());
    drawValueLabels(canvas, layout.plot);
    drawStepAxis(canvas, layout.plot);
    drawCursor(canvas, layout.plot, false);
    if (canvas.onPaper)
        m_thinnedTo = 0; // the screen's width may be another
}

void LineChart::drawLegend(const Canvas& canvas, const Layout& layout) const
{
    const ChartStyle& style = canvas.style;
    QPointF end = layout.legendBox.topLeft();
    for (const LegendEntry& entry : layout.legend) {
        const double middle = entry.box.center().y();
        canvas.painter.setPen(fieldPen(entry.line->colour, style.palette, 2));
        canvas.painter.drawLine(QPointF(entry.box.left(), middle),
                                QPointF(entry.box.left() + kKeyWidth - ChartStyle::kHalfPad, middle));
        const QRectF name(entry.box.left() + kKeyWidth, entry.box.top(), entry.nameWidth + 1,
                          entry.box.height());
        drawText(canvas.painter, style.small, style.dim, name, Qt::AlignLeft | Qt::AlignVCenter,
                 entry.line->name);
        const double valueLeft = name.right() + ChartStyle::kHalfPad;
        drawText(canvas.painter, style.small, style.text,
                 {valueLeft, entry.box.top(), std::max(0.0, entry.box.right() - valueLeft + 1),
                  entry.box.height()},
                 Qt::AlignLeft | Qt::AlignVCenter, valueNow(*entry.line));
        end = entry.box.topRight();
    }
    if (layout.unlisted > 0) {
        const QString more = tr("+%1 more").arg(layout.unlisted);
        drawText(canvas.painter, style.small, style.dim,
                 {end.x() + ChartStyle::kPad, end.y(), textWidth(style.small, more) + 1,
                  lineHeight(style.small) + 2},
                 Qt::AlignLeft | Qt::AlignVCenter, more);
    }
}

void LineChart::drawGrid(const Canvas& canvas, const QRectF& plot) const
{
    const ViewSpan& view = steps();
    canvas.painter.setPen(canvas.style.grid);
    for (const double tick : valueTicks(plot.height(), canvas.style)) {
        const double y =
            std::round(plot.bottom() - (tick - m_range.low) / (m_range.high - m_range.low) * plot.height())
            + 0.5;
        canvas.painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    constexpr double kLeastEpoch = 24; // px between two lines
    for (const EpochSpan& span : epochSpans(stepPlan(), view.begin(), view.end(),
                                            std::max(1, static_cast<int>(plot.width() / kLeastEpoch)))) {
        const double x = std::round(xOf(span.end, plot)) + 0.5;
        if (x < plot.right() - 1)
            canvas.painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
}

void LineChart::drawValueLabels(const Canvas& canvas, const QRectF& plot) const
{
    const ChartStyle& style = canvas.style;
    const double height = lineHeight(style.small);
    const QVector<double> ticks = valueTicks(plot.height(), style);
    for (const double tick : ticks) {
        const double y = plot.bottom() - (tick - m_range.low) / (m_range.high - m_range.low) * plot.height();
        drawText(canvas.painter, style.small, style.dim,
                 {canvas.area.left(), y - height / 2,
                  plot.left() - canvas.area.left() - ChartStyle::kHalfPad - 2, height},
                 Qt::AlignRight | Qt::AlignVCenter,
                 tickText(tick, ticks.size() > 1 ? ticks[1] - ticks[0] : 1));
    }
}

QString LineChart::tipAt(const QPointF& position) const
{
    if (const StepMark* mark = markAt(position))
        return QStringLiteral("%1\n%2").arg(mark->what, stepText(mark->step, stepPlan()));
    const Layout layout = layoutIn(body(), style(), false);
    if (layout.unlisted > 0 && layout.legendBox.contains(position)) {
        QStringList names;
        for (const auto& line : m_lines)
            names.append(QStringLiteral("%1  %2").arg(line->name, valueNow(*line)));
        return names.join(QLatin1Char('\n'));
    }
    if (!layout.plot.contains(position))
        return {};
    constexpr double kReach = 14; // px
    double least = kReach;
    QString tip;
    const double step =
        static_cast<double>(stepNear(steps().toValue(position.x(), layout.plot.left(), layout.plot.width())));
    for (const auto& line : m_lines) {
        const QPointF* point = pointAt(line->points, step);
        if (!point || !std::isfinite(point->y()))
            continue;
        const double y = layout.plot.bottom()
            - (point->y() - m_range.low) / (m_range.high - m_range.low) * layout.plot.height();
        if (std::abs(y - position.y()) >= least)
            continue;
        least = std::abs(y - position.y());
        tip = QStringLiteral("%1\n%2\n%3")
                  .arg(line->name, stepText(std::llround(point->x()), stepPlan()),
                       QString::number(point->y(), 'g', 6));
    }
    return tip;
}

QString LineChart::summary() const
{
    QStringList values;
    constexpr size_t kMostSpoken = 5;
    for (size_t at = 0; at < std::min(m_lines.size(), kMostSpoken); ++at)
        values.append(QStringLiteral("%1 %2").arg(m_lines[at]->name, valueNow(*m_lines[at])));
    const auto more = static_cast<int>(m_lines.size()) - static_cast<int>(values.size());
    if (more > 0)
        values.append(tr("%1 more lines").arg(more));
    return QStringLiteral("%1: %2.").arg(stepText(cursorStep().value_or(lastStep()), stepPlan()),
                                         values.join(QStringLiteral(", ")));
}

} // namespace leap::ui
