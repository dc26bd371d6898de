// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/row_layout.h"
#include "core/data/schema/schema.h"
#include "core/decide/decision.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// Which fields stay: one mark per field, in schema order.
using KeptSet = std::vector<uint8_t>;

[[nodiscard]] KeptSet keepAll(size_t fields);
/// Keep and uncertain stay.
[[nodiscard]] KeptSet keptSetOf(const Decision& decision);
/// @throws InputError for a name that no field has (with a suggestion)
[[nodiscard]] KeptSet keptSetOf(const Schema& schema, const std::vector<std::string>& names);
[[nodiscard]] std::vector<std::string> droppedNames(const Decision& decision);
[[nodiscard]] int64_t keptFields(const KeptSet& kept);
[[nodiscard]] int64_t keptColumns(const RowLayout& layout, const KeptSet& kept);
[[nodiscard]] std::vector<std::string> keptNames(const Schema& schema, const KeptSet& kept);

/// The layout of the pruned model: the inputs of the dropped fields are gone, the others move together. It
/// reads the same batches as `layout` (an input's place there stays), so that a pruned model costs its own
/// columns only and no row is stored twice.
/// @throws InputError when no field is kept or the sizes differ
[[nodiscard]] RowLayout prunedLayout(const RowLayout& layout, const KeptSet& kept);

} // namespace leap
