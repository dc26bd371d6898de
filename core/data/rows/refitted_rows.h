// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"

#include <memory>

namespace leap {

/// The dataset as its own training rows alone would have it encoded, for rows that were dealt to the parts
/// anew (dealt_rows.h): a value that these training rows have fewer than Input::minCount times becomes
/// unknown, and scaled numbers get their mean and deviation from these rows. Ids keep their numbers and
/// bucket borders stay. What is missing (0 after scaling) stays missing. One pass over the training rows; no
/// row is copied.
[[nodiscard]] std::shared_ptr<const Dataset> refitted(const std::shared_ptr<const Dataset>& dataset);

} // namespace leap
