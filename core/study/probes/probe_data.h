// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace leap {

/// Which fields are copied to make this many probes, one source each: spread evenly over the fields in the
/// order of width, then of how many rows differ from the most frequent value. More probes than fields: every
/// field in turn. @param probes 1 or more
[[nodiscard]] std::vector<size_t> probeSources(const Dataset& dataset, int probes);

/// The dataset with a copy of each source behind its own fields. A copy's rows are shuffled within each part,
/// all of its inputs together, so that it has its original's values, width and sparsity and says nothing of
/// any row. Test rows are left out.
/// @param seed of the shuffles
/// @throws InputError when the rows are read from disk, or the copies do not fit the memory
[[nodiscard]] std::shared_ptr<const Dataset> withProbes(const Dataset& dataset,
                                                        const std::vector<size_t>& sources, uint64_t seed);

} // namespace leap
