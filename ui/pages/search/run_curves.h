// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace leap::ui {

class LineChart;
class LiveRun;

/// The loss of a run over its steps: training and gate rows smoothed, validation by epoch.
void fillLoss(LineChart& chart, const LiveRun& live);

/// The validation AUC by epoch, and the grouped one where there are groups.
void fillAuc(LineChart& chart, const LiveRun& live);

} // namespace leap::ui
