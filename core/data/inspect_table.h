// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/inspect.h"
#include "core/data/source_data.h"

namespace leap {

/// Scans every column. Private to core/data; SourceTable::inspect() is the way in.
[[nodiscard]] InspectReport inspectTable(const SourceData& data, const LabelRule& label, Progress& progress);

} // namespace leap
