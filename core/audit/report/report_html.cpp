// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/report/report_html.h"

#include "core/audit/announced_proof.h"
#include "core/audit/report/html_text.h"
#include "core/audit/report/report_parts.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/decide/kept_set.h"
#include "core/study/run_decision.h"

namespace leap {
namespace {

/// Simple enough for a word processor and for Qt's rich text.
constexpr const char* kStyle = R"(
html { max-width: 60em; margin: 2em auto; }
body { font-family: sans-serif; font-size: 10pt; color: #222222; background-color: #ffffff; margin: 0; }
h1 { font-size: 18pt; }
h2 { font-size: 14pt; color: #1f5fa8; margin-top: 24px; }
h3 { font-size: 11pt; margin-top: 16px; }
table { border-collapse: collapse; margin-top: 6px; margin-bottom: 6px; }
td { vertical-align: top; }
.grid td { border-bottom: 1px solid #dddddd; padding: 2px 5px; font-size: 8.5pt; }
.grid th { border-bottom: 1px solid #777777; padding: 2px 5px; font-size: 8.5pt; }
.facts td { padding: 1px 12px 1px 0; }
.name { color: #666666; }
.number { text-align: right; white-space: nowrap; }
.drop { color: #a03020; }
.uncertain { color: #666666; }
.doubt { color: #a03020; }
.figure { margin-top: 8px; margin-bottom: 8px; }
.summary { font-size: 12pt; }
)";

ReportView viewOf(const ReportedAudit& audit)
{
    ReportView view{audit, *audit.run, std::nullopt, {}, nullptr};
    try {
        view.decision = decideRun(*audit.run, audit.rule);
        view.proof = proofOf(audit.proofs, droppedNames(*view.decision));
    } catch (const Error& error) {
        view.decisionError = error.what();
    }
    return view;
}

std::string proofInWords(const ReportView& view)
{
    if (!view.proof)
        return "It is not proved.";
    return view.proof->noLoss() ? "Proved on test rows: no loss above the margin of "
            + shortest(view.proof->plan.margin) + " in " + lossMetricTitle(view.proof->plan.metric) + "."
                                : std::string("A proof on test rows ") + kLossNotExcluded;
}

std::string summary(const ReportView& view)
{
    if (!view.decision)
        return element("p class=\"summary\"", "There is no decision: " + view.decisionError);
    const Decision& decision = *view.decision;
    return element("p class=\"summary\"",
                   grouped(decision.fieldsAfter) + " of " + grouped(decision.fieldsBefore) + " fields stay ("
                       + grouped(decision.columnsAfter) + " of " + grouped(decision.columnsBefore)
                       + " columns) by the rule '" + decision.rule.text() + "'. " + proofInWords(view)
                       + (decision.provisional ? " It rests on one search: provisional." : ""));
}

std::string versions(const ReportedAudit& audit)
{
    std::vector<std::pair<std::string, std::string>> facts{{"Report", audit.created + ", " + toolName()}};
    if (audit.run)
        facts.emplace_back("Run", audit.run->created + ", LeAP Studio " + audit.run->version);
    return element("h2", "Versions") + factTable(facts);
}

std::string sections(const ReportedAudit& audit)
{
    if (!audit.run)
        return element("p class=\"summary\"",
                       "There is no search in this audit yet: nothing can be said of its fields.")
            + proofSection(audit) + versions(audit);
    const ReportView view = viewOf(audit);
    return summary(view) + dataSection(view.run) + methodSection(view.run) + runSection(view.run)
        + decisionSection(view) + evidenceSection(view) + proofSection(audit) + looksSection(audit)
        + undoneSection(view) + versions(audit);
}

} // namespace

std::string auditReportHtml(const ReportedAudit& audit)
{
    const std::string title = "Audit of input fields: " + audit.name;
    return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n<head>\n"
           "<meta charset=\"utf-8\"/>\n"
        + element("title", title) + "<style>" + kStyle + "</style>\n</head>\n<body>\n" + element("h1", title)
        + sections(audit) + "</body>\n</html>\n";
}

} // namespace leap
