// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

namespace leap::ui {

class Chart;

/// The chart on white, independent of the window's colours, at twice the screen's resolution.
[[nodiscard]] QImage chartImage(Chart* chart);
/// Writes the chart as PNG, SVG or PDF (by the extension of `path`), on white and atomically.
/// @throws InputError for another extension; FailureError if the file cannot be written
void exportChart(Chart* chart, const QString& path);
/// Puts the chart's image onto the clipboard.
void copyChart(Chart* chart);

} // namespace leap::ui
