// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/study_view.h"

#include "ui/models/result_model.h"
#include "ui/models/study_answer.h"
#include "ui/pages/evidence/charts_of.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/table_view.h"

#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace leap::ui {

StudyView::StudyView(const Study& shown, const StudyKind& study, QWidget* parent)
    : QWidget(parent)
    , m_shown(shown)
    , m_study(study)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("evidence"), this))
    , m_content(new QSplitter(Qt::Vertical, this))
    , m_charts(chartsOf(study.name, this))
    , m_words(new QLabel(this))
{
    m_words->setObjectName(QString::fromStdString(study.name + ".words"));
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_content->setChildrenCollapsible(false);
    if (m_charts)
        makeCharts();
    auto* content = new QWidget(this);
    auto* column = columnLayout(content, kGrid / 2);
    column->addWidget(m_content, 1);
    column->addWidget(m_words);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(content);
    columnLayout(this, 0)->addWidget(m_stack);
    connect(m_empty, &EmptyState::triggered, this, &StudyView::wanted);
}

void StudyView::makeCharts()
{
    m_content->addWidget(m_charts);
    m_content->setStretchFactor(0, 3);
    connect(m_charts, &StudyCharts::chosen, this, &StudyView::choose);
    connect(m_charts, &StudyCharts::exportFailed, this, &StudyView::exportFailed);
}

StudyView::Part& StudyView::addPart()
{
    Part part;
    const QString name = QString::fromStdString(m_study.name);
    part.box = new QWidget(m_content);
    part.title = new QLabel(part.box);
    part.table = new TableView(QString::fromStdString(m_study.title), part.box);
    part.table->setObjectName(m_parts.empty() ? name
                                              : QStringLiteral("%1.%2").arg(name).arg(m_parts.size() + 1));
    part.model = new ResultModel(part.table);
    part.table->setSource(part.model);
    auto* column = columnLayout(part.box, kGrid / 2);
    column->addWidget(part.title);
    column->addWidget(part.table, 1);
    m_content->addWidget(part.box);
    m_content->setStretchFactor(m_content->count() - 1, 2);
    connect(part.table, &TableView::rowsSelected, this, [this, table = part.table] {
        const QModelIndexList rows = table->selectedSourceRows();
        if (!rows.isEmpty() && m_charts)
            m_charts->choose(rows.first().data(TableModel::RowRole).toInt());
    });
    m_parts.push_back(part);
    return m_parts.back();
}

void StudyView::refresh()
{
    const RunPtr run = m_shown.run();
    if (run && run == m_run && m_study.isKept())
        return; // what the user chose stays
    m_run = run;
    const StudyAnswer answer = answerOf(m_shown, m_study);
    const QString help = QString::fromStdString(m_study.help);
    m_empty->set(tr("%1: not run yet").arg(QString::fromStdString(m_study.title)),
                 answer.problem.isEmpty() ? help : answer.problem, tr("Run"));
    m_stack->setCurrentIndex(answer.tables.empty() ? 0 : 1);
    m_words->setText(answer.words);
    showTables(answer.tables);
    if (m_charts) {
        m_charts->setResult(answer.result);
        m_charts->setVisible(!m_charts->charts().isEmpty());
    }
}

void StudyView::showTables(const std::vector<ResultTable>& tables)
{
    while (m_parts.size() < tables.size())
        addPart();
    for (size_t i = 0; i < m_parts.size(); ++i) {
        const Part& part = m_parts[i];
        part.box->setVisible(i < tables.size());
        part.model->setTable(i < tables.size() ? tables[i] : ResultTable());
        if (i >= tables.size())
            continue;
        part.title->setText(QString::fromStdString(tables[i].title));
        part.title->setVisible(tables.size() > 1 && !tables[i].title.empty());
        part.table->fitColumns(part.model->columnCount() - 1);
    }
}

void StudyView::choose(int source)
{
    if (m_charts)
        m_charts->choose(source);
    for (const Part& part : m_parts) {
        if (const int row = part.model->rowOf(source); row >= 0)
            part.table->selectSourceRows({row});
    }
}

QVector<std::pair<QString, Chart*>> StudyView::chartsForExport()
{
    return m_charts ? m_charts->charts() : QVector<std::pair<QString, Chart*>>();
}

} // namespace leap::ui
