// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <cstddef>
#include <string>
#include <vector>

namespace leap {

/// Fields put together and cut apart; each edit returns the new schema and throws InputError when it makes no
/// sense.
[[nodiscard]] Schema mergeFields(const Schema& schema, const std::vector<size_t>& fields,
                                 const std::string& name);
/// Cuts a field before its column `at` (1 .. width - 1): between two inputs, or inside a Vector or Pretrained
/// input.
[[nodiscard]] Schema splitField(const Schema& schema, size_t field, int at);

} // namespace leap
