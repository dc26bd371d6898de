// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_run.h"
#include "tests/support/stop_at.h"

namespace leap::test {

/// A whole audit. @param stopStep where a user stops its search; -1 = nowhere
inline RunRecord runUntil(const AuditRequest& request, int64_t stopStep = -1)
{
    Progress progress;
    RunControl control;
    StopAt observer(control, stopStep);
    return runAudit(request, progress, control, observer);
}

} // namespace leap::test
