// SPDX-License-Identifier: GPL-3.0-or-later
// The report's sections on the decision and what it rests on.
#include "core/audit/report/html_text.h"
#include "core/audit/report/report_parts.h"
#include "core/base/text.h"
#include "core/record/table.h"
#include "core/study/repeats/repeats_table.h"
#include "core/study/study.h"

namespace leap {
namespace {

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
    using Format = ResultTable::Format;
    ResultTable table;
    table.columns = {{"rank", "", Format::Count, "", false, 4},
                     {"field", "Field", Format::Text, "", false, 16},
                     {"kind", "Kind", Format::Text, "", false, 13},
                     {"columns", "Columns", Format::Text, "", false, 13},
                     {"gate", "Gate", Format::Gate, "", false, 7},
                     {"verdict", "Verdict", Format::Text, "", false, 10},
                     {"evidence", "Evidence", Format::Text, "", false, 18},
                     {"reason", "Reason", Format::Text, "", false, 19}};
    size_t rank = 0;
    for (const size_t i : ranking.order()) {
        const FieldDecision& field = decision.fields[i];
        table.add(
            {{std::to_string(++rank), field.field.name, field.field.kind, columnsOf(field),
              fixed(field.field.score, 3),
              std::string(nameOf(field.verdict)) + (field.forced ? " (forced)" : ""),
              evidenceWords(field.evidence) + ", " + grouped(field.evidence.activeRows) + " active rows",
              field.reason},
             {},
             nameOf(field.verdict)});
    }
    for (const DroppedColumn& dropped : decision.constants)
        table.add({{"", dropped.name, "", "", "", nameOf(Verdict::Drop), "", dropped.reason},
                   {},
                   nameOf(Verdict::Drop)});
    return gridHtml(table);
}

std::string decisionInWords(const Decision& decision)
{
    return "Rule: " + decision.rule.text() + ". " + grouped(decision.fieldsAfter) + " of "
        + grouped(decision.fieldsBefore) + " fields stay, with " + grouped(decision.columnsAfter) + " of "
        + grouped(decision.columnsBefore) + " columns; uncertain fields stay in."
        + (decision.constants.empty() ? ""
                                      : " Columns that never vary are dropped without training: "
                   + grouped(std::ssize(decision.constants)) + ".")
        + (decision.provisional ? " Provisional: it rests on one search." : "");
}

/// What a study found. One that does not read is said in its place; the rest of the report can be used.
std::string studyPart(const RunRecord& run, const StudyKind& study)
{
    if (const auto* stored = run.studies.unreadable(study.name))
        return element("h3", study.title) + element("p", stored->why);
    const StudyResult found = run.studies.find(study.name);
    return found ? studyHtml(study, found) : std::string();
}

std::string repeatsPart(const ReportView& view)
{
    std::string html;
    if (view.decision && hasRepeats(view.run.result.ranking)) {
        for (const ResultTable& table : repeatsTables(view.run.result.ranking, *view.decision))
            html += sectionHtml(table);
    }
    return html;
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
    std::string parts = repeatsPart(view);
    for (const StudyKind& study : studyKinds())
        parts += studyPart(view.run, study);
    if (parts.empty())
        parts = element("p", "Nothing but the search itself: no further search, no ledger, no noise floor.");
    return element("h2", "Evidence") + parts;
}

} // namespace leap
