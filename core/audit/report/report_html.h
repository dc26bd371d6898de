// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"

#include <span>
#include <string>

namespace leap {

/// What a report is made of; the records live longer than the call.
struct ReportedAudit {
    std::string name; ///< of the audit: "flights.leap"
    const RunRecord* run = nullptr; ///< the search that is reported; null: there is none yet
    int64_t runs = 0; ///< of the whole audit
    Rule rule; ///< of the decision
    std::span<const Proof> proofs{}; ///< of the whole audit, oldest first
    std::string created; ///< of the report; UTC, ISO 8601
};

/// The audit as one page of XHTML: data, method and settings, the run's figures, gates over time, decision
/// with evidence, proofs, looks at test rows, and what was not done. It holds all that it shows: figures are
/// its <svg> elements (and nothing else is one), no script, no reference to another file.
[[nodiscard]] std::string auditReportHtml(const ReportedAudit& audit);

} // namespace leap
