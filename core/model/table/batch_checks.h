// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"

namespace leap {

/// What is asked of a batch before its ids are used as places in tables.
/// @throws FailureError naming the input when the batch does not fit the layout
void checkBatch(const Batch& batch, const RowLayout& layout);

} // namespace leap
