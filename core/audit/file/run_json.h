// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/base/json.h"

#include <string>

/// The small parts of a run as JSON, for the audit file, the exports and `leap audit --json`. Private to
/// core/audit.
namespace leap {

/// A figure, or null when it is no finite number.
[[nodiscard]] Json figure(double value);

[[nodiscard]] Json sourceToJson(const SourceReference& source);
[[nodiscard]] SourceReference sourceFromJson(const Json& json, const std::string& where);
[[nodiscard]] Json planToJson(const SearchPlan& plan);
[[nodiscard]] SearchPlan planFromJson(const Json& json, const std::string& where);
[[nodiscard]] const char* outcomeName(RunOutcome outcome); ///< "finished", "stopped"

} // namespace leap
