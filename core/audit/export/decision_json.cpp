// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_document_record.h"
#include "core/audit/export/decision_export.h"

namespace leap {

Json decisionToJson(const Decision& decision, const RunRecord& run)
{
    return toJson(SignedDecision{{&decision, &run}});
}

} // namespace leap
