// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace leap {

/// Benjamini and Hochberg's adjusted p-values (1995, doi:10.1111/j.2517-6161.1995.tb02031.x): those at most q
/// are the discoveries among which a share of at most q is false on average, for independent or positively
/// dependent tests. A NaN takes no part and stays NaN.
[[nodiscard]] std::vector<double> benjaminiHochberg(std::span<const double> pValues);

} // namespace leap
