// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/report/report_html.h"
#include "core/decide/decision.h"

#include <optional>
#include <string>

/// The sections of the report, XHTML each. Private to core/audit.
namespace leap {

/// Of a proof without the verdict that it was made for.
inline constexpr const char* kLossNotExcluded = "could not exclude a loss above its margin.";

/// What several sections look at.
struct ReportView {
    const ReportedAudit& audit;
    const RunRecord& run;
    std::optional<Decision> decision;
    std::string decisionError; ///< why there is none
    const Proof* proof = nullptr; ///< of this decision, finished; null: none
};

[[nodiscard]] std::string dataSection(const RunRecord& run);
[[nodiscard]] std::string methodSection(const RunRecord& run);
[[nodiscard]] std::string runSection(const RunRecord& run);
[[nodiscard]] std::string decisionSection(const ReportView& view);
[[nodiscard]] std::string evidenceSection(const ReportView& view);
[[nodiscard]] std::string proofSection(const ReportedAudit& audit);
[[nodiscard]] std::string looksSection(const ReportedAudit& audit); ///< which has a run
[[nodiscard]] std::string undoneSection(const ReportView& view);

/// Every gate over the recorded steps as colours, a line each, last gates first. Empty without steps.
[[nodiscard]] std::string gatesFigure(const RunRecord& run);
/// Gates in order, with their verdicts.
[[nodiscard]] std::string decisionFigure(const Decision& decision, const Ranking& ranking);
/// The loss of a finished proof with its bounds and the margin. Empty if it is undefined.
[[nodiscard]] std::string proofFigure(const Proof& proof);

} // namespace leap
