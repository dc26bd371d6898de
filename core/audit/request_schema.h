// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <filesystem>
#include <optional>

namespace leap {

struct AuditRequest;

/// The schema file from which a request takes its fields.
struct SchemaFile {
    std::filesystem::path path;
    bool found = false; ///< it lies with the data; nobody named it
};
/// The file that the request names, or else, unless it has a range table or wants none, the one that lies
/// with its data (schemaBeside). Nothing: the fields are proposed.
/// @throws InputError for an option that has no effect on the fields of a schema file or a range table
[[nodiscard]] std::optional<SchemaFile> schemaFileOf(const AuditRequest& request);

/// "The fields are those of wide.schema.json, which lies with the data; --schema none proposes them anew."
[[nodiscard]] std::string foundInWords(const SchemaFile& file);

/// The schema of a file, completed by the request: label, group and columns to leave out (by patterns).
/// @throws InputError: as readSchema(); no label; a pattern that fits no column that a field reads
[[nodiscard]] Schema schemaFromFile(const AuditRequest& request, const SchemaFile& file);

} // namespace leap
