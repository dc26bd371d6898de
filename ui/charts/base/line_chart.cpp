// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/line_chart.h"

#include "ui/charts/base/decimate.h"
#include "ui/charts/base/line_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap::ui {
namespace {

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
    // Qt Charts outlines the whole line again at each replace(), so the cost of a tick grows with its points:
    // while live, two pixels share a column.
    const int columns = static_cast<int>(live() ? plotWidth / 2 : plotWidth);
    const bool all = plotWidth != m_thinnedTo;
    bool any = false;
    for (const auto& line : m_lines) {
        if (line->thinned && !all)
            continue;
        m_plot->setPoints(line->id, decimated(line->points, steps().begin(), steps().end(), columns));
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

QString LineChart::valueNow(const Line& line) const
{
    const QPointF* point = line.points.isEmpty() ? nullptr : &line.points.last();
    if (cursorStep())
        point = pointAt(line.points, static_cast<double>(*cursorStep()));
    return point ? m_valueText(point->y()) : QString(QChar(0x2013));
}

QRectF LineChart::plotRect() const
{
    return layoutIn(body(), style(), false).plot;
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
