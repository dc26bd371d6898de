// SPDX-License-Identifier: GPL-3.0-or-later
// The report's sections on the decision and what it rests on.
#include "core/audit/report/html_text.h"
#include "core/audit/report/repeats_report.h"
#include "core/audit/report/report_parts.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/decide/decide_over_searches.h"
#include "core/study/ledger/ledger.h"
#include "core/study/probes/probe_study.h"

#include <cmath>

namespace leap {
namespace {

std::string evidenceText(const Evidence& evidence)
{
    std::vector<std::string> parts{evidence.settled ? "settled" : "not settled"};
    if (evidence.seeds > 1)
        parts.push_back(std::to_string(evidence.keptInSeeds) + " of " + std::to_string(evidence.seeds)
                        + " seeds");
    if (evidence.halfSamples > 0)
        parts.push_back(std::to_string(evidence.keptInHalfSamples) + " of "
                        + std::to_string(evidence.halfSamples) + " half-samples");
    parts.push_back(grouped(evidence.activeRows) + " active rows");
    if (!evidence.substitutes.empty())
        parts.push_back("keep one of " + join(evidence.substitutes, ", "));
    return join(parts, "; ");
}

std::string columnsOf(const FieldDecision& field)
{
    const std::string before =
        "[" + std::to_string(field.field.start) + ", " + std::to_string(field.field.end) + ")";
    return field.newStart < 0
        ? before
        : before + " to [" + std::to_string(field.newStart) + ", " + std::to_string(field.newEnd) + ")";
}

std::string decisionTable(const Decision& decision, const Ranking& ranking)
{
    HtmlTable table({{"", true, 4},
                     {"Field", false, 16},
                     {"Kind", false, 13},
                     {"Columns", false, 13},
                     {"Gate", true, 7},
                     {"Verdict", false, 10},
                     {"Evidence", false, 18},
                     {"Reason", false, 19}});
    size_t rank = 0;
    for (const size_t i : ranking.order()) {
        const FieldDecision& field = decision.fields[i];
        table.add({std::to_string(++rank), field.field.name, field.field.kind, columnsOf(field),
                   fixed(field.field.score, 3),
                   std::string(verdictName(field.verdict)) + (field.forced ? " (forced)" : ""),
                   evidenceText(field.evidence), field.reason},
                  verdictName(field.verdict));
    }
    return table.html();
}

std::string decisionInWords(const Decision& decision)
{
    return "Rule: " + decision.rule.text() + ". " + grouped(decision.fieldsAfter) + " of "
        + grouped(decision.fieldsBefore) + " fields stay, with " + grouped(decision.columnsAfter) + " of "
        + grouped(decision.columnsBefore) + " columns; uncertain fields stay in."
        + (decision.provisional ? " Provisional: it rests on one search." : "");
}

/// Prices of sparse fields are far below what five decimals show.
std::string loss(double value)
{
    constexpr double kShown = 5e-5;
    return value == 0 || std::abs(value) >= kShown ? fixed(value, 5) : significant(value, 2);
}

std::string ledgerPart(const Json& json)
{
    const Ledger ledger = ledgerFromJson(json, "The run's ledger");
    HtmlTable table({{"Field", false},
                     {"Earns", true},
                     {"95 % interval", true},
                     {"Pays", true},
                     {"dJ/dg", true},
                     {"lambda", true},
                     {"Bytes", true}});
    HtmlTable words({{"Field", false, 16}, {"Why its gate stands where it stands", false, 84}});
    for (const LedgerField& field : ledger.fields) {
        const Estimate& earns = field.measured.earns;
        table.add({field.name, loss(earns.mean), loss(earns.low()) + " to " + loss(earns.high()),
                   loss(field.lambda * field.gate), loss(field.measured.force.mean), loss(field.lambda),
                   grouped(field.saves.bytes)});
        words.add({field.name, field.words});
    }
    return element("h3", "Ledger")
        + element(
               "p",
               "What the log loss on " + grouped(ledger.rows)
                   + " validation rows rises by when a field is shuffled (earns), what its gate costs where "
                     "it stands (pays), and the forces on it. Fields that stand in for one another each earn "
                     "little, though one of them is needed.")
        + table.html() + words.html();
}

std::string noisePart(const Json& json)
{
    const ProbeStudy study = probeStudyFromJson(json, "The run's study of probes");
    HtmlTable table({{"Field", false},
                     {"Earns", true},
                     {"In errors", true},
                     {"p", true},
                     {"Adjusted", true},
                     {"Verdict", false}});
    for (const ProbedField& field : study.fields)
        table.add({field.name, loss(meanEarnings(field)), fixed(field.standardised, 1), fixed(field.p, 3),
                   fixed(field.adjusted, 3), field.aboveNoise ? "above the noise" : "within the noise"});
    return element("h3", "Noise floor") + element("p", join(probeStudyWords(study), " ")) + table.html();
}

std::string pathPart(const Json& path)
{
    HtmlTable table(
        {{"Alpha", true}, {"Fields", true}, {"Retrained AUC", true}, {"", false}, {"Kept", false}});
    const Json& points = path.at("points");
    for (size_t i = 0; i < points.size(); ++i) {
        const Json& auc = points[i].at("retrained_validation_auc");
        const auto kept = points[i].at("kept").get<std::vector<std::string>>();
        table.add({significant(points[i].at("alpha").get<double>(), 4), std::to_string(kept.size()),
                   auc.is_number() ? fixed(auc.get<double>(), 4) : "-",
                   path.at("chosen") == Json(i) ? "chosen" : "", join(kept, ", ")});
    }
    return element("h3", "Path of alphas") + table.html();
}

/// A part that does not read is said in its place; the rest of the report stands.
template <typename Part> std::string readable(const Json& json, Part part)
{
    if (json.is_null())
        return {};
    try {
        return part(json);
    } catch (const Error& error) {
        return element("p", error.what());
    } catch (const nlohmann::json::exception& error) {
        return element("p", std::string("The run's path of alphas is damaged: ") + error.what());
    }
}

} // namespace

std::string decisionSection(const ReportView& view)
{
    std::string html = element("h2", "Decision");
    if (!view.decision)
        return html + element("p class=\"doubt\"", "There is no decision: " + view.decisionError);
    const Ranking& ranking = view.run.result.ranking;
    return html + element("p", decisionInWords(*view.decision)) + "<div class=\"figure\">"
        + decisionFigure(*view.decision, ranking) + "</div>\n" + decisionTable(*view.decision, ranking);
}

std::string evidenceSection(const ReportView& view)
{
    const Ranking& ranking = view.run.result.ranking;
    std::string parts;
    if (ranking.repeats.severalSearches())
        parts += element("h3", "Further searches") + element("p", seedsInWords(ranking, view.audit.rule));
    parts += readable(view.run.ledger, ledgerPart);
    parts += readable(view.run.probes, noisePart);
    parts += readable(view.run.alphaPath, pathPart);
    if (parts.empty())
        parts = element("p", "Nothing but the search itself: no further search, no ledger, no noise floor.");
    return element("h2", "Evidence") + parts;
}

} // namespace leap
