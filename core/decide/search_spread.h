// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/decide/kept_set.h"

#include <cstddef>
#include <string>
#include <vector>

/// How far several searches lie apart. Private to core/decide.
namespace leap {

/// Standard deviation of one field's score over searches; NaN below two. @param scores [searches][F]
[[nodiscard]] double scoreSpread(const std::vector<std::vector<double>>& scores, size_t field);

[[nodiscard]] SetStability setStability(const std::vector<KeptSet>& kept);
/// "; stability of the kept set over the seeds (Nogueira) 0.85, 95 % 0.70 to 1.00"; empty where undefined.
[[nodiscard]] std::string stabilityInWords(const SetStability& found, const char* over);

} // namespace leap
