// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/decimate.h"

#include <algorithm>
#include <cmath>

namespace leap::ui {
namespace {

using Points = QVector<QPointF>;

Points finitePart(const Points& points, double from, double to)
{
    const auto beforeX = [](const QPointF& point, double x) { return point.x() < x; };
    const auto afterX = [](double x, const QPointF& point) { return x < point.x(); };
    auto first = std::lower_bound(points.begin(), points.end(), from, beforeX);
    auto last = std::upper_bound(first, points.end(), to, afterX);
    if (first != points.begin())
        --first;
    if (last != points.end())
        ++last;
    Points kept;
    kept.reserve(last - first);
    std::copy_if(first, last, std::back_inserter(kept),
                 [](const QPointF& point) { return std::isfinite(point.x()) && std::isfinite(point.y()); });
    return kept;
}

QPointF atX(const QPointF& a, const QPointF& b, double x)
{
    return {x, std::lerp(a.y(), b.y(), (x - a.x()) / (b.x() - a.x()))};
}

/// Replaces the neighbours outside the view by the points where the line crosses its borders.
void cutAtBorders(Points& points, double from, double to)
{
    if (points.size() > 1 && points[0].x() < from && points[1].x() > from)
        points[0] = atX(points[0], points[1], from);
    const auto last = points.size() - 1;
    if (last > 0 && points[last].x() > to && points[last - 1].x() < to)
        points[last] = atX(points[last - 1], points[last], to);
    points.removeIf([&](const QPointF& point) { return point.x() < from || point.x() > to; });
}

/// The lowest and the highest of one pixel column.
struct Extremes {
    int low = -1;
    int high = -1;
    void add(const Points& points, int index)
    {
        if (low < 0 || points[index].y() < points[low].y())
            low = index;
        if (high < 0 || points[index].y() > points[high].y())
            high = index;
    }
    void moveTo(Points& out, const Points& points)
    {
        if (low >= 0)
            out.append(points[std::min(low, high)]);
        if (low != high)
            out.append(points[std::max(low, high)]);
        *this = {};
    }
};

} // namespace

Points decimated(const Points& points, double from, double to, int columns)
{
    Points kept = finitePart(points, from, to);
    cutAtBorders(kept, from, to);
    columns = std::max(columns, 1);
    if (kept.size() <= 2 * columns + 4 || !(to > from))
        return kept;
    // The ends (and their neighbours if they were cut) are kept; the rest is summarised by column.
    constexpr int kEnds = 2;
    const int inner = static_cast<int>(kept.size()) - kEnds;
    Points out(kept.begin(), kept.begin() + kEnds);
    out.reserve(2 * columns + 4);
    Extremes extremes;
    int column = 0;
    for (int index = kEnds; index < inner; ++index) {
        const double share = (kept[index].x() - from) / (to - from);
        const int here = std::clamp(static_cast<int>(share * columns), 0, columns - 1);
        if (here != column) {
            extremes.moveTo(out, kept);
            column = here;
        }
        extremes.add(kept, index);
    }
    extremes.moveTo(out, kept);
    out.append(kept[inner]);
    out.append(kept[inner + 1]);
    return out;
}

} // namespace leap::ui
