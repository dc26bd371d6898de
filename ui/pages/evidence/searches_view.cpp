// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/searches_view.h"

#include "core/decide/seed_verdicts.h"
#include "core/study/path/alpha_path_table.h"
#include "core/study/repeats/repeats_table.h"
#include "ui/models/evidence_text.h"
#include "ui/models/result_model.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/table_view.h"

#include <QLabel>

namespace leap::ui {

SearchesView::SearchesView(Study& study, QWidget* parent)
    : EvidenceView(QStringLiteral("search"), parent)
    , m_study(study)
    , m_words(makeWords("searchesWords"))
    , m_model(new ResultModel(this))
    , m_table(new TableView(tr("Further searches"), this))
    , m_pathWords(makeWords("pathWords"))
    , m_pathModel(new ResultModel(this))
    , m_pathTable(new TableView(tr("Path of alphas"), this))
    , m_searchesPart(makeColumn(m_table, {m_words}))
    , m_pathPart(makeColumn(m_pathTable, {m_pathWords}))
{
    invitation().set(
        tr("One search so far"),
        tr("Its verdicts are provisional: another seed or other rows may keep other fields. Further searches "
           "show which verdicts hold, and which fields can replace one another."),
        tr("Search again"));
    m_table->setObjectName(QStringLiteral("searches"));
    m_table->setSource(m_model);
    m_pathTable->setObjectName(QStringLiteral("alphaPath"));
    m_pathTable->setSource(m_pathModel);
    setContent(makeSplit(Qt::Vertical, m_searchesPart, 40, m_pathPart, 28, this));
    refresh();
}

void SearchesView::refresh()
{
    const RunPtr run = m_study.run();
    const bool searches = run && hasRepeats(run->result.ranking);
    const auto* path = run ? run->studies.find<AlphaPath>() : nullptr;
    showContent(searches || path);
    if (!searches && !path)
        return;
    m_searchesPart->setVisible(searches);
    m_pathPart->setVisible(path);
    if (searches)
        showSearches(*run);
    if (path)
        showPath(*path);
}

void SearchesView::showSearches(const RunRecord& run)
{
    const Ranking& ranking = run.result.ranking;
    const auto& decision = m_study.decision();
    m_model->setTable(decision ? repeatsTables(ranking, *decision).front() : ResultTable());
    m_table->fitColumns(m_model->columnCount() - 1);
    const bool several = ranking.seedScores.size() > 1 || !ranking.halfScores.empty();
    m_words->setText(!decision     ? m_study.decisionError()
                         : several ? QString::fromStdString(seedsInWords(ranking, m_study.rule()))
                                   : tr("One search, without other seeds or halves of the rows."));
}

void SearchesView::showPath(const AlphaPath& path)
{
    m_pathModel->setTable(alphaPathTables(path).front());
    m_pathTable->fitColumns(m_pathModel->columnCount() - 1);
    m_pathWords->setText(alphaPathText(&path));
}

} // namespace leap::ui
