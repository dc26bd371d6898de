// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/options.h"

#include <filesystem>
#include <vector>

namespace leap {

/// Kinds of columns from a file of the user's own: CSV with name, kind and (where wanted) width, with or
/// without such a header; or a JSON object {"name": "kind"} or {"name": {"kind": "kind", "width": 16}}.
/// Names may be patterns (name_pattern.h); the last line that fits a column decides.
/// @throws InputError with file and line for an unknown kind, a width that is none, a line without a name
[[nodiscard]] std::vector<KindRule> readTypes(const std::filesystem::path& path);

} // namespace leap
