// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace leap::ui {

/// Numbers as the window shows them. A NaN is an en dash, never a figure.
[[nodiscard]] QString gateText(double gate); ///< ".98", "1.00": two decimals, no leading zero
[[nodiscard]] QString aucText(double auc); ///< ".7312"
[[nodiscard]] QString lossText(double loss); ///< "0.4913"
[[nodiscard]] QString signedLossText(double loss); ///< "+0.00042": five decimals
[[nodiscard]] QString lambdaText(double lambda); ///< three significant digits
[[nodiscard]] QString shareText(double share); ///< "16.3 %"
[[nodiscard]] QString countText(int64_t count); ///< "327,346"
/// "1 field", "26 fields".
[[nodiscard]] QString countedText(int64_t count, const QString& one, const QString& many);
[[nodiscard]] QString rateText(double perSecond); ///< "41 k"
[[nodiscard]] QString durationText(double seconds); ///< "0:04", "1:02:03"
[[nodiscard]] QString rangeText(int64_t start, int64_t end); ///< "[8, 16)"
[[nodiscard]] QString settingText(double value); ///< shortest text that parses to the same number

} // namespace leap::ui
