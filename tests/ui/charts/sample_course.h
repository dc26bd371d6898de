// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/trajectory.h"

#include <QStringList>

#include <memory>

namespace leap::ui {

/// Names as of a flight-delay set; beyond 26 "field_27" ...
[[nodiscard]] QStringList sampleNames(int fields);

/// A made-up course: every third gate stays open, the others close one after the other, with jitter; recorded
/// every `stride` steps.
[[nodiscard]] std::shared_ptr<const Trajectory> sampleCourse(int fields, int points, int stride = 1);

} // namespace leap::ui
