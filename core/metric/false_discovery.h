// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace leap {

/// Benjamini and Hochberg's adjusted p-values (1995, doi:10.1111/j.2517-6161.1995.tb02031.x): rejecting all
/// that are at most q keeps the expected share of false discoveries at most q, for independent or positively
/// dependent tests. NaN values are ignored and stay NaN.
[[nodiscard]] std::vector<double> benjaminiHochberg(std::span<const double> pValues);

} // namespace leap
