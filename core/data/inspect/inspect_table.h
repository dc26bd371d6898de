// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/column/source_data.h"
#include "core/data/inspect/inspect.h"

namespace leap {

/// Scans every column. Private to core/data; SourceTable::inspect() is the way in.
[[nodiscard]] InspectReport inspectTable(const SourceData& data, const LabelRule& label, Progress& progress);

} // namespace leap
