// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <vector>

namespace leap::test {

/// Checks a document against a JSON Schema (draft 2020-12) with the keywords that LeAP's schemas use; any
/// other keyword is reported as a violation, never passed over. Empty: the document is valid.
[[nodiscard]] std::vector<std::string> violations(const Json& document, const Json& schema);

} // namespace leap::test
