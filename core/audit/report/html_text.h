// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/html_escape.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Pieces of XHTML. Whatever comes from data goes through escaped(), here or at the caller's. Private to
/// core/audit.
namespace leap {

/// <tag>text</tag>, the text escaped. @param tag may carry attributes: "p class=\"note\""
[[nodiscard]] std::string element(const std::string& tag, std::string_view text);

/// Names and what they are, line by line.
[[nodiscard]] std::string factTable(const std::vector<std::pair<std::string, std::string>>& facts);
/// Empty for an empty list.
[[nodiscard]] std::string bulletList(const std::vector<std::string>& items);

} // namespace leap
