// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace leap {

/// P(Z <= z) of a standard normal variable.
[[nodiscard]] double normalCdf(double z);
/// The z with normalCdf(z) = p, to about 1e-12; NaN outside (0, 1).
[[nodiscard]] double normalQuantile(double p);

} // namespace leap
