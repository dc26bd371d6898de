// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/inspect/inspect.h"
#include "core/data/rows/dataset.h"

#include <string>

namespace leap {

[[nodiscard]] Json cardToJson(const DatasetCard& card);
/// @throws InputError with `where`, as do all readers of this file.
[[nodiscard]] DatasetCard cardFromJson(const Json& json, const std::string& where);

/// Everything of a dataset but its rows and the values of given tables.
[[nodiscard]] Json datasetToJson(const Dataset& dataset);
[[nodiscard]] Dataset datasetFromJson(const Json& json, const std::string& where);

/// Exactly; the limit is left out where there is none.
[[nodiscard]] Json scalingToJson(const ElementScaling& scaling);
[[nodiscard]] ElementScaling scalingFromJson(const Json& json, const std::string& where);

[[nodiscard]] Json columnToJson(const ColumnReport& column);
[[nodiscard]] Json reportToJson(const InspectReport& report);
[[nodiscard]] InspectReport reportFromJson(const Json& json, const std::string& where);

} // namespace leap
