// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

/// One way to write each kind of figure, in the terminal, in reports and in the window. Independent of the
/// locale. A figure that is NaN is "-".
namespace leap {

[[nodiscard]] std::string formatCount(int64_t count); ///< "1,234,567"; also bytes and FLOPs
[[nodiscard]] std::string formatShare(double share); ///< "12.3 %"
[[nodiscard]] std::string formatGate(double gate); ///< "0.912"
[[nodiscard]] std::string formatAuc(double auc); ///< "0.7312"; also log losses of whole models
/// Losses and prices of single fields: "0.00123"; below 5e-5, which five decimals would show as 0 or 1 unit,
/// two significant digits: "1.2e-06".
[[nodiscard]] std::string formatLoss(double loss);
[[nodiscard]] std::string formatDifference(double difference); ///< "+0.0012", "-0.0340"
[[nodiscard]] std::string formatAlpha(double alpha); ///< four significant digits: "0.001234"
[[nodiscard]] std::string formatProbability(double p); ///< "0.049"
[[nodiscard]] std::string formatSeconds(double seconds); ///< "12.3"

} // namespace leap
