// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/searches_view.h"

#include "core/audit/repeats_report.h"
#include "core/prune/seed_verdicts.h"
#include "ui/models/evidence_rows.h"
#include "ui/models/evidence_text.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_view.h"

#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace leap::ui {

SearchesView::SearchesView(Study& study, QWidget* parent)
    : QWidget(parent)
    , m_study(study)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("search"), this))
    , m_words(new QLabel(this))
    , m_model(new CellTable(searchColumns(), this))
    , m_table(new TableView(tr("Further searches"), this))
    , m_searchesPart(new QWidget(this))
    , m_pathPart(new QWidget(this))
    , m_pathWords(new QLabel(m_pathPart))
    , m_pathModel(new CellTable(pathColumns(), this))
    , m_pathTable(new TableView(tr("Path of alphas"), m_pathPart))
{
    m_empty->set(tr("One search so far"),
                 tr("Its verdicts are provisional: another seed or other rows may keep other fields. Further "
                    "searches show which verdicts hold, and which fields stand in for one another."),
                 tr("Search again"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeContent());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->addWidget(m_stack);
    connect(m_empty, &EmptyState::triggered, this, &SearchesView::wanted);
    refresh();
}

QWidget* SearchesView::makeContent()
{
    for (QLabel* label : {m_words, m_pathWords}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_words->setObjectName(QStringLiteral("searchesWords"));
    m_table->setObjectName(QStringLiteral("searches"));
    m_table->setSource(m_model);
    m_pathTable->setObjectName(QStringLiteral("alphaPath"));
    m_pathTable->setSource(m_pathModel);
    auto* pathLayout = new QVBoxLayout(m_pathPart);
    pathLayout->setContentsMargins(0, 0, 0, 0);
    pathLayout->addWidget(m_pathWords);
    pathLayout->addWidget(m_pathTable, 1);
    auto* searchesLayout = new QVBoxLayout(m_searchesPart);
    searchesLayout->setContentsMargins(0, 0, 0, 0);
    searchesLayout->addWidget(m_words);
    searchesLayout->addWidget(m_table, 1);
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(m_searchesPart);
    parts->addWidget(m_pathPart);
    parts->setChildrenCollapsible(false);
    parts->setSizes({40 * kGrid, 28 * kGrid});
    return parts;
}

void SearchesView::refresh()
{
    const RunPtr run = m_study.run();
    const bool searches = run && hasRepeats(run->result.ranking);
    const bool path = run && !run->alphaPath.is_null();
    m_stack->setCurrentIndex(searches || path ? 1 : 0);
    if (!searches && !path)
        return;
    m_searchesPart->setVisible(searches);
    m_pathPart->setVisible(path);
    if (searches)
        showSearches(*run);
    if (path)
        showPath(*run);
}

void SearchesView::showSearches(const RunRecord& run)
{
    const Ranking& ranking = run.result.ranking;
    const auto& decision = m_study.decision();
    m_model->setRows(decision ? searchRows(ranking, *decision) : QVector<CellRow>());
    m_table->fitColumns(static_cast<int>(searchColumns().size()) - 1);
    const bool several = ranking.seedScores.size() > 1 || !ranking.halfScores.empty();
    m_words->setText(!decision     ? m_study.decisionError()
                         : several ? QString::fromStdString(seedsInWords(ranking, m_study.rule()))
                                   : tr("One search; other seeds and halves of the rows were not asked."));
}

void SearchesView::showPath(const RunRecord& run)
{
    m_pathModel->setRows(pathRows(run.alphaPath));
    m_pathTable->fitColumns(static_cast<int>(pathColumns().size()) - 1);
    m_pathWords->setText(alphaPathText(run.alphaPath));
}

} // namespace leap::ui
