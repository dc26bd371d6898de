// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study.h"

#include "core/base/error.h"
#include "core/record/html_escape.h"
#include "core/study/study_entry.h"

#include <algorithm>

namespace leap {
namespace {

/// Names and sentences, as a list: a terminal's lines are too short for them side by side.
bool isList(const ResultTable& table)
{
    return table.columns.size() == 2 && !table.columns[0].number() && !table.columns[1].number();
}

std::string listText(const ResultTable& table)
{
    std::string text = table.title + ":\n";
    for (const ResultTable::Row& row : table.rows)
        text += "  " + cellText(table.columns[0], row.cells[0]) + ": "
            + cellText(table.columns[1], row.cells[1]) + "\n";
    return text;
}

} // namespace

const std::vector<StudyKind>& studyKinds()
{
    static const std::vector<StudyKind> kinds = [] {
        std::vector<StudyKind> all;
        for (const auto entry : kStudyEntries)
            all.push_back(entry());
        return all;
    }();
    return kinds;
}

const StudyKind& studyKind(const std::string& name)
{
    const auto& kinds = studyKinds();
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const StudyKind& study) { return study.name == name; });
    if (found != kinds.end())
        return *found;
    std::vector<std::string> known;
    for (const StudyKind& study : kinds)
        known.push_back(study.name);
    refuseUnknown("study", name, known);
}

StudyOutcome runStudy(const StudyKind& study, const StudyWork& work)
{
    if (!study.make)
        throw FailureError("The study '" + study.name + "' cannot be asked in this way.");
    study.check(work.plan);
    return study.make(work);
}

RunRecord runWith(const StudyKind& study, const StudyWork& work, StudyOutcome outcome)
{
    RunRecord run = outcome.run ? std::move(*outcome.run) : work.run;
    if (outcome.result)
        run.studies.put(study.name, outcome.result);
    return run;
}

std::string studyText(const StudyKind& study, const StudyResult& result)
{
    std::string text;
    for (const ResultTable& table : study.tables(result))
        text += (text.empty() ? "" : "\n") + (isList(table) ? listText(table) : sectionText(table));
    return text;
}

std::string studyHtml(const StudyKind& study, const StudyResult& result)
{
    std::string html;
    for (const ResultTable& table : study.tables(result))
        html += sectionHtml(table);
    for (const std::string& sentence : study.words(result))
        html += "<p>" + escaped(sentence) + "</p>\n";
    return html;
}

std::string storedText(const StudyKind& study, const StudyResults& results)
{
    if (const auto* unreadable = results.unreadable(study.name))
        return unreadable->text;
    return jsonText(study.write(results.find(study.name)));
}

void readStored(const StudyKind& study, const std::string& text, const std::string& where,
                StudyResults& results)
{
    const Json json = parseJson(text, where);
    try {
        results.put(study.name, study.read(json, where));
    } catch (const InputError& error) {
        results.putUnreadable(study.name, {text, error.what() + std::string(" Make it again.")});
    }
}

} // namespace leap
