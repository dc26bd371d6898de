// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/schema/schema.h"

#include <filesystem>

namespace leap {

/// `{"format": "leap.schema", "version": 1, "label": {...}, "fields": [...], ...}`; start and end of each
/// field are written for the reader and checked on reading.
[[nodiscard]] Json schemaToJson(const Schema& schema);
/// @throws InputError for unknown keys (with a suggestion), wrong types, a newer version, overlapping or
/// gapped ranges.
[[nodiscard]] Schema schemaFromJson(const Json& json, const std::string& where);
[[nodiscard]] Schema readSchema(const std::filesystem::path& path);
void writeSchema(const std::filesystem::path& path, const Schema& schema);

} // namespace leap
