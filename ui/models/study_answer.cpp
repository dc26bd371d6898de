// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/study_answer.h"

#include "core/study/repeats/repeats_table.h"
#include "ui/models/result_model.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace leap::ui {
namespace {

/// Further searches are kept in the run's ranking, not among the results of studies.
bool isFurtherSearches(const StudyKind& study)
{
    return !study.isKept() && !study.tables;
}

bool sameRows(const ResultTable& a, const ResultTable& b)
{
    return std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                      [](const auto& x, const auto& y) { return x.source >= 0 && x.source == y.source; });
}

/// Neighbouring tables about the same rows become one.
std::vector<ResultTable> merged(std::vector<ResultTable> tables)
{
    std::vector<ResultTable> found;
    for (ResultTable& table : tables) {
        if (!found.empty() && sameRows(found.back(), table)) {
            ResultTable both = joined({found.back(), table});
            both.notes.insert(both.notes.end(), table.notes.begin(), table.notes.end());
            found.back() = std::move(both);
        } else {
            found.push_back(std::move(table));
        }
    }
    return found;
}

QString wordsOf(const std::vector<ResultTable>& tables, const std::vector<std::string>& sentences)
{
    QStringList words;
    for (const ResultTable& table : tables) {
        for (const std::string& note : table.notes)
            words << QString::fromStdString(note);
    }
    for (const std::string& sentence : sentences)
        words << QString::fromStdString(sentence);
    words.removeDuplicates();
    return words.join(QLatin1Char('\n'));
}

StudyAnswer furtherSearches(const Study& shown)
{
    StudyAnswer answer;
    const Ranking& ranking = shown.run()->result.ranking;
    if (!hasRepeats(ranking))
        return answer;
    if (!shown.decision()) {
        answer.problem = shown.decisionError();
        return answer;
    }
    answer.tables = merged(repeatsTables(ranking, *shown.decision()));
    answer.words = wordsOf(answer.tables, {});
    return answer;
}

} // namespace

bool hasAnswer(const RunRecord& run, const StudyKind& study)
{
    return isFurtherSearches(study) ? hasRepeats(run.result.ranking) : run.studies.has(study.name);
}

StudyAnswer answerOf(const Study& shown, const StudyKind& study)
{
    StudyAnswer answer;
    if (!shown.run())
        return answer;
    if (isFurtherSearches(study))
        return furtherSearches(shown);
    const StudyResults& results = shown.run()->studies;
    if (const auto* unreadable = results.unreadable(study.name))
        answer.problem = QString::fromStdString(unreadable->why);
    answer.result = results.find(study.name);
    if (!answer.result)
        return answer;
    answer.tables = merged(study.tables(answer.result));
    answer.words = wordsOf(answer.tables, study.words(answer.result));
    return answer;
}

} // namespace leap::ui
