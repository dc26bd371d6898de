// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"

#include <filesystem>

namespace leap {

/// Writes the whole document: temporary file, fsync, rename, fsync of the folder. Only the worker thread
/// calls it (HDF5).
void writeAudit(const std::filesystem::path& path, const AuditDocument& document);
/// @throws InputError: no HDF5, not a LeAP audit, a newer version, or damaged (naming the group or dataset).
[[nodiscard]] AuditDocument readAudit(const std::filesystem::path& path);

} // namespace leap
