// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// What a column is for, besides being the label.
enum class ColumnRole { Field, LeftOut, GroupId, Weight };

/// What many fields get at once; what is not set stays as it is.
struct BulkEdit {
    std::optional<InputKind> kind;
    std::optional<int> width;
    std::optional<double> cost;
    std::optional<std::string> group;
    /// LeftOut: they become no fields. GroupId, Weight: of one field alone; its column gets the role, and a
    /// weight is no field.
    std::optional<ColumnRole> role;
    bool operator==(const BulkEdit&) const = default;
};

struct BulkEdited {
    Schema schema;
    /// Of fields that could not get everything (a number has a fixed width): why, a sentence each.
    std::vector<std::string> refused;
};

/// Changes all these fields in one step.
/// @throws InputError: nothing is to be changed, no field can be, or the role is for one field alone
[[nodiscard]] BulkEdited withBulkEdit(Schema schema, const std::vector<size_t>& fields, const BulkEdit& edit);

} // namespace leap
