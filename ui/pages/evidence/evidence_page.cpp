// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/evidence_page.h"

#include "ui/format.h"
#include "ui/models/study_answer.h"
#include "ui/pages/evidence/study_block.h"
#include "ui/pages/evidence/study_view.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

constexpr int kSideWidth = 38 * kGrid; ///< at least
const std::string kPath = "path"; ///< the study that chooses an alpha

} // namespace

EvidencePage::EvidencePage(Workbench& bench, QWidget* parent)
    : StepPage(bench, QStringLiteral("evidence"), parent)
{
    setContent(makeContent());
    layOut();
    followChanges();
    refresh();
}

void EvidencePage::followChanges()
{
    follow(bench().study(), &Study::runsChanged, &Study::decisionChanged);
    follow(bench().session(), &AuditSession::stateChanged);
    whenEnded<EvidenceJob>(
        [this](JobOutcome outcome, const TaskEnd<EvidenceJob>& end) { report(outcome, end); });
}

QWidget* EvidencePage::makeContent()
{
    auto* content = new QWidget(this);
    auto* parts = new QHBoxLayout;
    parts->setSpacing(2 * kGrid);
    parts->addWidget(makeSide(content));
    m_views = new QStackedWidget(content);
    parts->addWidget(m_views, 1);
    auto* layout = columnLayout(content, kGrid);
    layout->addLayout(makeHead(content));
    layout->addLayout(parts, 1);
    for (const StudyKind& study : studyKinds())
        addStudy(study);
    connect(m_list, &QListWidget::currentRowChanged, m_blocks, &QStackedWidget::setCurrentIndex);
    connect(m_list, &QListWidget::currentRowChanged, m_views, &QStackedWidget::setCurrentIndex);
    m_list->setCurrentRow(0);
    return content;
}

QLayout* EvidencePage::makeHead(QWidget* content)
{
    m_facts = makeFacts(content);
    m_runs = new QComboBox(content);
    m_runs->setObjectName(QStringLiteral("runs"));
    m_runs->setAccessibleName(tr("Shown search"));
    m_runs->setToolTip(tr("Which search of the audit is shown, here and on every page"));
    connect(m_runs, &QComboBox::activated, this,
            [this](int index) { bench().showRun(static_cast<size_t>(index)); });
    return makeHeading(makeTitle(tr("Evidence"), content), m_facts, {m_runs});
}

/// The list of studies above the plan of the chosen one.
QWidget* EvidencePage::makeSide(QWidget* content)
{
    auto* side = new QWidget(content);
    m_list = new QListWidget(side);
    m_list->setObjectName(QStringLiteral("studies"));
    m_list->setAccessibleName(tr("Studies"));
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // fitSide() makes room for all
    m_plan = new QScrollArea(side);
    m_plan->setObjectName(QStringLiteral("plan"));
    m_blocks = new QStackedWidget(m_plan);
    m_plan->setWidget(m_blocks);
    m_plan->setWidgetResizable(true);
    m_plan->setFrameShape(QFrame::NoFrame);
    m_plan->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_plan->setAccessibleName(tr("Plan of the study"));
    auto* layout = columnLayout(side, 2 * kGrid);
    layout->addWidget(m_list);
    layout->addWidget(m_plan, 1);
    return side;
}

/// All studies and the widest plan fit. Style and fonts are known once the page is shown.
void EvidencePage::fitSide()
{
    int height = 2 * m_list->frameWidth();
    for (int row = 0; row < m_list->count(); ++row)
        height += m_list->sizeHintForRow(row);
    m_list->setFixedHeight(height);
    m_plan->parentWidget()->setFixedWidth(std::max(
        kSideWidth, m_blocks->minimumSizeHint().width() + m_plan->verticalScrollBar()->sizeHint().width()));
}

void EvidencePage::addStudy(const StudyKind& study)
{
    Entry entry{&study, new StudyBlock(bench(), study, m_blocks),
                new StudyView(bench().study(), study, m_views)};
    auto* item = new QListWidgetItem(QString::fromStdString(study.title), m_list);
    item->setToolTip(QString::fromStdString(study.question));
    m_blocks->addWidget(entry.block);
    m_views->addWidget(entry.view);
    connect(entry.block, &StudyBlock::asked, this, &EvidencePage::ask);
    connect(entry.view, &StudyView::wanted, entry.block, &StudyBlock::ask);
    connect(entry.view, &StudyView::exportFailed, this, &EvidencePage::complain);
    m_entries.push_back(entry);
}

QVector<std::pair<QString, Chart*>> EvidencePage::chartsForExport()
{
    if (m_stale)
        refreshStudies();
    QVector<std::pair<QString, Chart*>> charts;
    for (const Entry& entry : m_entries)
        charts += entry.view->chartsForExport();
    return charts;
}

void EvidencePage::ask(const EvidenceAsk& ask)
{
    message().clear();
    busy().setTitle(QString::fromStdString(studyKind(ask.study).title));
    bench().gather(ask);
}

void EvidencePage::choose(const std::string& study)
{
    for (size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].study->name == study)
            m_list->setCurrentRow(static_cast<int>(i));
    }
}

/// "Search 2, alpha 0.0181 from a path"
void EvidencePage::listRuns()
{
    const auto& runs = bench().study().runs();
    m_runs->clear();
    for (size_t i = 0; i < runs.size(); ++i) {
        const QString alpha = lambdaText(runs[i]->result.plan.alpha);
        m_runs->addItem(
            (runs[i]->studies.has(kPath) ? tr("Search %1, alpha %2 from a path") : tr("Search %1, alpha %2"))
                .arg(i + 1)
                .arg(alpha));
    }
    m_runs->setCurrentIndex(static_cast<int>(bench().study().shownRun()));
    m_runs->setVisible(runs.size() > 1);
    m_runs->setEnabled(!bench().session().busy());
}

/// A mark for each study that the shown run has an answer of.
void EvidencePage::markStudies()
{
    const RunPtr run = bench().study().run();
    for (size_t i = 0; i < m_entries.size(); ++i) {
        const bool known = run && hasAnswer(*run, *m_entries[i].study);
        QListWidgetItem* item = m_list->item(static_cast<int>(i));
        item->setIcon(icon(known ? QStringLiteral("done") : QStringLiteral("evidence")));
        item->setData(Qt::AccessibleDescriptionRole, known ? tr("done") : tr("not run yet"));
    }
}

void EvidencePage::refresh()
{
    listRuns();
    markStudies();
    const QString obstacle = bench().evidenceObstacle();
    invite(tr("No evidence yet"),
           tr("%1 This page then shows what each field earns, which fields are above the noise, and whether "
              "other searches agree.")
               .arg(obstacle),
           tr("Go to the search"));
    showFace(bench().session().gathering() ? Face::Busy : obstacle.isEmpty() ? Face::Content : Face::Empty);
    m_stale = true;
    if (isVisible())
        refreshStudies();
    if (const RunPtr run = bench().study().run())
        m_facts->setText(tr("%1 fields, alpha %2, seed %3. Results are stored in the audit.")
                             .arg(countText(static_cast<int64_t>(run->schema.fields.size())),
                                  lambdaText(run->result.plan.alpha))
                             .arg(run->settings.seed));
}

/// Not while another page is seen: a rule that is dragged there changes the decision at every move.
void EvidencePage::refreshStudies()
{
    m_stale = false;
    for (const Entry& entry : m_entries) {
        entry.block->refresh();
        entry.view->refresh();
    }
}

void EvidencePage::showEvent(QShowEvent* event)
{
    StepPage::showEvent(event);
    fitSide();
    if (m_stale)
        refreshStudies();
}

void EvidencePage::report(JobOutcome outcome, const TaskEnd<EvidenceJob>& end)
{
    const QString title = QString::fromStdString(studyKind(end.task.ask.study).title);
    if (end.made)
        choose(end.task.ask.study);
    if (outcome == JobOutcome::Stopped)
        message().say(MessageBar::Tone::Info,
                      end.made ? tr("Stopped. Finished searches are kept.")
                               : tr("Stopped. Nothing was found yet."));
    else if (end.made && end.made->isNewRun)
        message().say(MessageBar::Tone::Done,
                      tr("%1: done. The run that it chose is new and is shown now.").arg(title));
    else if (end.made)
        message().say(MessageBar::Tone::Done, tr("%1: done.").arg(title));
}

StepPage* makeEvidencePage(const PageParts& parts, QWidget* parent)
{
    return new EvidencePage(parts.bench, parent);
}

} // namespace leap::ui
