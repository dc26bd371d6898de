// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/path/alpha_path.h"
#include "core/study/run_record.h"

namespace leap {

/// Puts a path and the search that it chose into a record; that search alone is judged on test rows. Of a
/// stopped path the record's result has no step.
void keepPath(AlphaPath path, const std::shared_ptr<const Dataset>& dataset, RunRecord& run);

} // namespace leap
