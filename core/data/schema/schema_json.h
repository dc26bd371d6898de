// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// The JSON file of a schema, as schema_record.h describes it; FILE.md is its reference for users,
/// resources/leap.schema.json its JSON Schema.
/// @throws InputError for unknown keys (with a suggestion), wrong types, a newer version.
[[nodiscard]] Schema readSchema(const std::filesystem::path& path);
/// What such a file holds: only what a user may want to change. The places of fields in the row follow from
/// their order and widths, and a group, cost or note that is not given is left out.
[[nodiscard]] std::string schemaFileText(const Schema& schema);
/// @throws FailureError naming the path
void writeSchema(const std::filesystem::path& path, const Schema& schema);

/// The schema file that lies with the data: of DATA "wide.csv.gz" it is wide.csv.gz.schema.json, or else
/// wide.csv.schema.json, or else wide.schema.json; of a folder "days" days.schema.json, next to it. Nothing
/// where there is none, or where several files or folders are named.
[[nodiscard]] std::optional<std::filesystem::path>
schemaBeside(const std::vector<std::filesystem::path>& files);

} // namespace leap
