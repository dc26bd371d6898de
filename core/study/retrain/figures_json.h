// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/train/evaluate.h"

#include <string>

namespace leap {

/// A number, or null when it is none (JSON knows no NaN).
[[nodiscard]] Json numberOrNull(double value);

/// {"value", "reason", "used", "left_out"}: nothing of a figure is lost.
[[nodiscard]] Json metricToJson(const MetricValue& metric);
[[nodiscard]] MetricValue metricFromJson(const Json& json, const std::string& where);

/// {"auc", "log_loss", "gauc_by_impressions", "gauc_plain"}, each as metricToJson() writes it.
[[nodiscard]] Json evaluationToJson(const Evaluation& figures);
/// Strict. @throws InputError naming `where`
[[nodiscard]] Evaluation evaluationFromJson(const Json& json, const std::string& where);

} // namespace leap
