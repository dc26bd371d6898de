// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace leap {

/// mean |g - mean g| over the gates: 0 = all equal, 0.5 = half at 0 and half at 1 (as in the authors' public
/// code).
[[nodiscard]] double polarisation(std::span<const double> gates);

} // namespace leap
