// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"

#include <memory>
#include <vector>

namespace leap {

/// The root mean square of each field's given values (numbers, vectors, given tables, as they are scaled now)
/// over the training rows: [F]; 0 for fields whose values are all learnt, which have no scale of their own.
[[nodiscard]] std::vector<double> givenRms(const Dataset& dataset);

/// The same rows with the given values of each field multiplied by factor[f]; learnt values stay as they are.
/// Nothing is copied. @param factor [F], > 0
[[nodiscard]] std::shared_ptr<const Dataset> rescaled(const std::shared_ptr<const Dataset>& dataset,
                                                      const std::vector<double>& factor);

} // namespace leap
