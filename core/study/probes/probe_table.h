// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "core/study/probes/probe_study.h"

#include <string>
#include <vector>

namespace leap {

/// The fields, those with the most standard errors first. Its notes: the floor, how many fields lie above it,
/// and what that does not tell.
[[nodiscard]] std::vector<ResultTable> probeTables(const ProbeStudy& study);
[[nodiscard]] std::vector<std::string> probeWords(const ProbeStudy& study); ///< which rows were judged

} // namespace leap
