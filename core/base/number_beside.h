// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace leap {

/// The number with as many decimals as it takes to tell it from a limit, at least two: .498 beside .5.
[[nodiscard]] std::string numberBeside(double number, double limit);

} // namespace leap
