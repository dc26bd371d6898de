// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/study/run_record.h"

namespace leap {

/// Applies a rule to a run with all that the run knows: a budget by earnings takes its ledger, and a field
/// that is kept for lack of force says so. Columns that never vary are listed as dropped.
/// @throws InputError as decide(); a budget by earnings without a ledger, or with a damaged one
[[nodiscard]] Decision decideRun(const RunRecord& run, const Rule& rule);

/// Columns that were left out of the fields because they never vary.
[[nodiscard]] std::vector<DroppedColumn> constantsOf(const Schema& schema);

} // namespace leap
