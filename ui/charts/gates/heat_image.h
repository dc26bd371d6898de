// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/trajectory.h"

#include <QImage>
#include <QSize>
#include <QVector>

namespace leap::ui {

/// The part of a trajectory that a heat map shows.
struct HeatWindow {
    QVector<int> rows; ///< field of each row, top to bottom
    double firstRow = 0; ///< rows in view: [firstRow, lastRow)
    double lastRow = 0;
    double firstStep = 0; ///< steps in view: (firstStep, lastStep]
    double lastStep = 0;
    QSize pixels; ///< of the device
    QRgb missing = 0xff808080; ///< of gates that are NaN
};

/// Each pixel shows the mean of the gates that it covers. A recorded step holds until the next recorded one,
/// the last until `lastStepDone`; pixels without a step stay transparent.
[[nodiscard]] QImage heatImage(const Trajectory& course, qint64 lastStepDone, const HeatWindow& window);

} // namespace leap::ui
