// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"

namespace leap::test {

/// A run of `fields` fields with a value in every member that no other member has (so that a mixed-up column
/// shows), with undefined figures and non-ASCII names. Made by hand: nothing was trained.
[[nodiscard]] RunRecord madeUpRun(int fields, int64_t points);

} // namespace leap::test
