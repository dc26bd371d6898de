// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace leap {

/// `number` with as many decimals as needed to tell it from `limit`, at least two: .498 next to .5.
[[nodiscard]] std::string numberBeside(double number, double limit);

} // namespace leap
