// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_document.h"

#include "version.h"

namespace leap {

std::string programVersion()
{
    return LEAP_VERSION;
}

std::string toolName()
{
    return "LeAP Studio " + programVersion();
}

} // namespace leap
