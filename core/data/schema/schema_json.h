// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <filesystem>

namespace leap {

/// The JSON file of a schema, as schema_record.h describes it.
/// @throws InputError for unknown keys (with a suggestion), wrong types, a newer version, overlapping or
/// gapped ranges.
[[nodiscard]] Schema readSchema(const std::filesystem::path& path);
/// @throws FailureError naming the path
void writeSchema(const std::filesystem::path& path, const Schema& schema);

} // namespace leap
