// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"
#include "ui/widgets/step_rail.h"

namespace leap::ui {

/// How far each step of the audit is, with the reason in one line.
struct StepStatus {
    StepState state = StepState::Empty;
    QString reason;
};
[[nodiscard]] StepStatus dataStatus(Workbench& bench);
[[nodiscard]] StepStatus fieldsStatus(Workbench& bench);
[[nodiscard]] StepStatus searchStatus(Workbench& bench);
[[nodiscard]] StepStatus decideStatus(Workbench& bench);
[[nodiscard]] StepStatus evidenceStatus(Workbench& bench);
[[nodiscard]] StepStatus proveStatus(Workbench& bench);
[[nodiscard]] StepStatus reportStatus(Workbench& bench);

} // namespace leap::ui
