// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/source_data.h"
#include "core/data/schema/schema.h"

#include <vector>

namespace leap {

/// The label of every row of a table. Private to core/data.
struct Labels {
    std::vector<float> values; ///< [rows] 0, 1, or NaN: missing
    int64_t missing = 0;
    int64_t positives = 0;
    std::string rule; ///< for people: "late = 1", "rating > 3"
    std::vector<std::string> warnings;
};

/// @throws InputError: more than two values without a rule, a value that is not there, one class only ...
[[nodiscard]] Labels resolveLabel(const Column& column, const LabelRule& rule);

} // namespace leap
