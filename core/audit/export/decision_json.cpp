// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/export/decision_document_record.h"
#include "core/audit/export/decision_export.h"
#include "core/base/sha256.h"

namespace leap {

Json decisionToJson(const Decision& decision, const RunRecord& run)
{
    Json json = toJson(DecisionDocument{&decision, &run});
    json["digest"] = sha256Of(jsonText(json));
    return json;
}

} // namespace leap
