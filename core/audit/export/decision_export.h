// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/base/json.h"
#include "core/decide/decision.h"

#include <filesystem>
#include <string>

namespace leap {

/// `{"format": "leap.decision", "version": 1, ...}` as in resources/decision.schema.json. "digest" is the
/// SHA-256 of the compact JSON without the digest itself.
[[nodiscard]] Json decisionToJson(const Decision& decision, const RunRecord& run);
/// One line a field, then one for each constant column; cells that a spreadsheet would take for a formula are
/// prefixed with an apostrophe.
[[nodiscard]] std::string decisionToCsv(const Decision& decision);
/// @throws InputError for an extension that writeDecision() does not know.
void requireDecisionExtension(const std::filesystem::path& path);
/// By extension: .json, .h5 / .hdf5 (the same content), .csv. Atomic. @throws InputError for another
/// extension.
void writeDecision(const std::filesystem::path& path, const Decision& decision, const RunRecord& run);

} // namespace leap
