// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"
#include "core/search/search.h"
#include "core/settings/settings.h"

#include <cstdint>

namespace leap {

/// Forward work in SelectorOutcome's unit: `rows` divided by the search's batch, rounded up.
[[nodiscard]] int64_t forwardPassesOf(int64_t rows, int64_t batch);

/// Forward work of a search: every step, every validation pass and the calibration.
[[nodiscard]] int64_t searchForwardPasses(const Dataset& dataset, const Settings& settings,
                                          const SearchResult& result);

} // namespace leap
