// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"

#include <string>

namespace leap::test {

/// Names of the members in which two runs differ, bit by bit (NaN equals NaN); empty = none.
[[nodiscard]] std::string differences(const RunRecord& a, const RunRecord& b);

} // namespace leap::test
