// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/heat_image.h"

#include "ui/charts/base/colour_map.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace leap::ui {
namespace {

/// A half-open range of indices.
struct Slice {
    int64_t begin = 0;
    int64_t end = 0;
};

/// The indices whose unit cells overlap pixel `pixel` of `pixels` over [from, to); at least one.
Slice cellsUnder(int pixel, int pixels, double from, double to)
{
    const double scale = (to - from) / pixels;
    const auto begin = static_cast<int64_t>(std::floor(from + (pixel + 0.5) * scale));
    const double low = from + pixel * scale;
    if (scale <= 1)
        return {begin, begin + 1};
    return {static_cast<int64_t>(std::round(low)),
            std::max(static_cast<int64_t>(std::round(low + scale)), begin + 1)};
}

/// The points shown by one pixel column [left, right), where step s has the cell [s - 1, s): those that begin
/// in it and the one under its middle. Empty before the first and after the last step.
Slice pointsUnder(const Trajectory& course, qint64 lastStepDone, double left, double right)
{
    constexpr double kRoundOff = 1e-6;
    const auto before = [&](double place) { // number of points whose cells begin before it
        const auto step = static_cast<int64_t>(std::ceil(place - kRoundOff));
        return std::upper_bound(course.steps.begin(), course.steps.end(), step) - course.steps.begin();
    };
    const double middle = (left + right) / 2;
    const int64_t under = before(middle);
    if (under == 0 || middle >= static_cast<double>(std::max<qint64>(lastStepDone, course.steps.back())))
        return {};
    return {std::min(before(left), under - 1), std::max(before(right), under)};
}

/// Means of the points over each pixel row, as levels of the colour map; -1 = missing.
class ColumnMeans {
public:
    ColumnMeans(const Trajectory& course, const HeatWindow& window)
        : m_course(course)
        , m_sums(static_cast<size_t>(course.fields))
    {
        for (int y = 0; y < window.pixels.height(); ++y) {
            Slice rows = cellsUnder(y, window.pixels.height(), window.firstRow, window.lastRow);
            rows.begin = std::clamp<int64_t>(rows.begin, 0, window.rows.size() - 1);
            rows.end = std::clamp<int64_t>(rows.end, rows.begin + 1, window.rows.size());
            m_rows.push_back(rows);
        }
        for (const int row : window.rows)
            m_fields.push_back(static_cast<size_t>(row));
    }

    void levels(const Slice& points, int16_t* out)
    {
        std::fill(m_sums.begin(), m_sums.end(), 0.0F);
        const auto fields = static_cast<int64_t>(m_sums.size());
        for (int64_t point = points.begin; point < points.end; ++point) {
            const float* gates = m_course.gates.data() + point * fields;
            for (int64_t field = 0; field < fields; ++field)
                m_sums[static_cast<size_t>(field)] += gates[field];
        }
        const auto count = static_cast<float>(points.end - points.begin);
        for (size_t y = 0; y < m_rows.size(); ++y) {
            const bool sameRows =
                y > 0 && m_rows[y].begin == m_rows[y - 1].begin && m_rows[y].end == m_rows[y - 1].end;
            out[y] = sameRows ? out[y - 1] : levelOf(rowMean(m_rows[y]) / count);
        }
    }

private:
    /// ColourMap::level() in single precision, because it runs once per pixel.
    static int16_t levelOf(float value)
    {
        if (std::isnan(value))
            return -1;
        const float level = std::clamp(value, 0.0F, 1.0F) * (ColourMap::kLevels - 1);
        const float half = 0.5F; // cheaper than lround(); the value is not negative
        return static_cast<int16_t>(level + half);
    }
    [[nodiscard]] float rowMean(const Slice& rows) const
    {
        float sum = 0;
        for (int64_t row = rows.begin; row < rows.end; ++row)
            sum += m_sums[m_fields[static_cast<size_t>(row)]];
        return sum / static_cast<float>(rows.end - rows.begin);
    }

    const Trajectory& m_course;
    std::vector<float> m_sums;
    std::vector<Slice> m_rows;
    std::vector<size_t> m_fields;
};

bool nothingToSee(const Trajectory& course, const HeatWindow& window)
{
    return course.points() == 0 || window.rows.isEmpty() || window.lastRow <= window.firstRow
        || window.lastStep <= window.firstStep;
}

constexpr int16_t kNoStep = -2;

void paintTile(const std::vector<int16_t>& levels, QRgb missing, const QRect& tile, QImage& image)
{
    const auto& table = ColourMap::table();
    const auto height = static_cast<size_t>(image.height());
    for (int y = tile.top(); y <= tile.bottom(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = tile.left(); x <= tile.right(); ++x) {
            const int16_t level = levels[static_cast<size_t>(x) * height + static_cast<size_t>(y)];
            if (level != kNoStep)
                line[x] = level < 0 ? missing : table[static_cast<size_t>(level)];
        }
    }
}

/// Levels are stored by column, pixels by row: transposed in tiles that stay in the cache.
void paintLevels(const std::vector<int16_t>& levels, QRgb missing, QImage& image)
{
    constexpr int kTile = 32;
    for (int top = 0; top < image.height(); top += kTile) {
        for (int left = 0; left < image.width(); left += kTile)
            paintTile(levels, missing, QRect(left, top, kTile, kTile).intersected(image.rect()), image);
    }
}

} // namespace

QImage heatImage(const Trajectory& course, qint64 lastStepDone, const HeatWindow& window)
{
    QImage image(window.pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (nothingToSee(course, window) || image.isNull())
        return image;
    const int width = image.width(), height = image.height();
    std::vector<int16_t> levels(static_cast<size_t>(width) * static_cast<size_t>(height), kNoStep);
    ColumnMeans means(course, window);
    const double scale = (window.lastStep - window.firstStep) / width;
    Slice before;
    for (int x = 0; x < width; ++x) {
        const double left = window.firstStep + x * scale;
        const Slice points = pointsUnder(course, lastStepDone, left, left + scale);
        int16_t* column = levels.data() + static_cast<ptrdiff_t>(x) * height;
        if (points.begin == points.end)
            continue;
        if (x > 0 && points.begin == before.begin && points.end == before.end)
            std::copy_n(column - height, height, column);
        else
            means.levels(points, column);
        before = points;
    }
    paintLevels(levels, window.missing, image);
    return image;
}

} // namespace leap::ui
