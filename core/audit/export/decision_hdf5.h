// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/decide/decision.h"

#include <filesystem>

namespace leap {

/// The decision as HDF5: the whole JSON as text, and each member of its fields as a dataset of its own.
/// @param shown the file's name in messages. Private to core/audit.
void writeDecisionHdf5(const std::filesystem::path& file, const std::filesystem::path& shown,
                       const Decision& decision, const RunRecord& run);

} // namespace leap
