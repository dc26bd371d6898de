// SPDX-License-Identifier: GPL-3.0-or-later
// The report's sections on proofs, looks at test rows and what was not done.
#include "core/audit/report/html_text.h"
#include "core/audit/report/report_parts.h"
#include "core/base/text.h"
#include "core/search/gate_course.h"
#include "core/study/ledger/ledger.h"
#include "core/study/path/alpha_path.h"
#include "core/study/probes/probe_study.h"
#include "core/study/proof/proof_table.h"

#include <algorithm>

namespace leap {
namespace {

std::string paragraphs(const std::string& lines)
{
    std::string html;
    for (const std::string& line : split(lines, '\n')) {
        if (!line.empty())
            html += element("p", line);
    }
    return html;
}

std::string proofPart(const Proof& proof, size_t place)
{
    std::string html = element("h3", "Proof " + std::to_string(place + 1) + ", " + proof.created)
        + element("p",
                  "Fixed before test rows were opened: rule '" + proof.plan.rule.text() + "', margin "
                      + shortest(proof.plan.margin) + " in " + lossMetricTitle(proof.plan.metric) + ", "
                      + std::to_string(proof.plan.seeds) + " trainings of either model. Left out together: "
                      + join(proof.plan.dropped, ", ") + ".");
    if (!proof.finished)
        return html + element("p class=\"doubt\"", "Announced, then interrupted: it counts as a look.");
    if (const std::string figure = proofFigure(proof); !figure.empty())
        html += "<div class=\"figure\">" + figure + "</div>\n";
    return html + paragraphs(proofText(proof, static_cast<int64_t>(place)));
}

std::string times(int64_t count)
{
    return count == 1 ? "once" : grouped(count) + " times";
}

void undoneSearches(const RunRecord& run, std::vector<std::string>& undone)
{
    const Ranking& ranking = run.result.ranking;
    if (run.result.outcome == RunOutcome::Stopped)
        undone.emplace_back("The search was stopped on its way; its gates are not at their ends.");
    else if (!allSettled(ranking))
        undone.emplace_back("Some gates have not settled: they need more epochs or more rows.");
    if (ranking.repeats.seedScores.size() < 2)
        undone.emplace_back(
            "One seed: provisional. Another search may keep other fields, and substitutes were not "
            "looked for.");
    if (ranking.repeats.halfScores.empty())
        undone.emplace_back(
            "No search on halves of the rows: how much the verdicts hang on the rows drawn is not "
            "known.");
    if (ranking.repeats.raisedFloorScores.empty())
        undone.emplace_back("Scale and floor of the divergence were not varied.");
    if (!run.studies.has<AlphaPath>())
        undone.emplace_back("Alpha was not chosen by what a retrained model loses.");
}

} // namespace

std::string proofSection(const ReportedAudit& audit)
{
    std::string html = element("h2", "Proofs");
    for (size_t i = 0; i < audit.proofs.size(); ++i)
        html += proofPart(audit.proofs[i], i);
    if (audit.proofs.empty())
        html +=
            element("p",
                    "Nothing was proved: no model was retrained without the dropped fields and compared on "
                    "test rows.");
    return html;
}

std::string looksSection(const ReportedAudit& audit)
{
    int64_t models = 0;
    for (const Proof& proof : audit.proofs)
        models += proof.testLooks;
    const auto proofs = static_cast<int64_t>(audit.proofs.size());
    std::string text = audit.run->result.testAuc.defined()
        ? "The run's own test figures were read once, after its last step; no choice was made by them. "
        : "The run itself has no test figures. ";
    if (audit.runs > 1)
        text += "The audit holds " + grouped(audit.runs) + " runs; each finished one has such figures. ";
    text += proofs == 0 ? "No proof opened test rows."
                        : "Proofs opened test rows " + times(proofs) + " and judged " + grouped(models)
            + " trained models on them. The " + kFirstLookOnly;
    return element("h2", "Looks at test rows") + element("p", text);
}

std::string undoneSection(const ReportView& view)
{
    std::vector<std::string> undone;
    undoneSearches(view.run, undone);
    if (!view.run.studies.has<Ledger>())
        undone.emplace_back("No ledger: what single fields earn was not measured.");
    if (!view.run.studies.has<ProbeStudy>())
        undone.emplace_back("No noise floor: fields were not compared with shuffled copies.");
    if (!view.proof)
        undone.emplace_back(
            "This decision is not proved: that a model retrained without the dropped fields loses "
            "nothing is not shown.");
    else if (!view.proof->noLoss())
        undone.push_back(std::string("The proof of this decision ") + kLossNotExcluded);
    if (view.run.source.split.kind == SplitRule::Kind::Random)
        undone.emplace_back("Rows were split at random: rows of a later time may behave otherwise.");
    return element("h2", "What was not done, and limits") + bulletList(undone);
}

} // namespace leap
