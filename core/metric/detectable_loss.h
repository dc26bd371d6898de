// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace leap {

/// The smallest true loss that a one-sided test of level 1 - `confidence` detects with probability `power`,
/// when the measured difference has standard error `error` and is about normal: (z_confidence + z_power) x
/// error. A comparison that finds no loss says nothing about smaller ones. NaN for a NaN or negative error,
/// or shares outside (0, 1).
[[nodiscard]] double smallestDetectableLoss(double error, double confidence = 0.95, double power = 0.8);

} // namespace leap
