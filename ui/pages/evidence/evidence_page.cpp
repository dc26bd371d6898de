// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/evidence_page.h"

#include "ui/format.h"
#include "ui/pages/evidence/evidence_form.h"
#include "ui/pages/evidence/ledger_view.h"
#include "ui/pages/evidence/noise_view.h"
#include "ui/pages/evidence/searches_view.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

constexpr int kFormWidth = 30 * kGrid;
enum Tab { LedgerTab, NoiseTab, SearchesTab };

/// What is running, what was found, and the tab that shows it.
struct AskText {
    const char* study;
    QString busy;
    QString done;
    Tab tab;
};

AskText textOf(const EvidenceAsk& ask)
{
    const AskText texts[]{
        {studyName<Ledger>, EvidencePage::tr("Shuffling the fields one by one"),
         EvidencePage::tr("The ledger is made."), LedgerTab},
        {studyName<ProbeStudy>, EvidencePage::tr("Searching with shuffled copies"),
         EvidencePage::tr("The noise floor is found."), NoiseTab},
        {"searches", EvidencePage::tr("Searching again"), EvidencePage::tr("The further searches are done."),
         SearchesTab},
        {studyName<AlphaPath>, EvidencePage::tr("Searching a path of alphas"),
         EvidencePage::tr("The path is done. The run that it chose is new and is shown now."), SearchesTab}};
    const auto* found = std::find_if(std::begin(texts), std::end(texts),
                                     [&](const AskText& text) { return ask.study == text.study; });
    return found == std::end(texts) ? texts[0] : *found;
}

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
    connect(m_form, &EvidenceForm::asked, this, &EvidencePage::ask);
    connect(m_ledger, &LedgerView::wanted, this, [this] { ask(m_form->ledgerAsk()); });
    connect(m_noise, &NoiseView::wanted, this, [this] { ask(m_form->probesAsk()); });
    connect(m_searches, &SearchesView::wanted, this, [this] { ask(m_form->searchesAsk()); });
    follow(bench().study(), &Study::runsChanged, &Study::decisionChanged);
    follow(bench().session(), &AuditSession::stateChanged);
    whenEnded<EvidenceJob>(
        [this](JobOutcome outcome, const TaskEnd<EvidenceJob>& end) { report(outcome, end); });
}

QWidget* EvidencePage::makeContent()
{
    auto* content = new QWidget(this);
    makeTabs(content);
    auto* parts = new QHBoxLayout;
    parts->setSpacing(2 * kGrid);
    parts->addWidget(makeSide(content));
    parts->addWidget(m_tabs, 1);
    auto* layout = columnLayout(content, kGrid);
    layout->addLayout(makeHead(content));
    layout->addLayout(parts, 1);
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

QWidget* EvidencePage::makeSide(QWidget* content)
{
    auto* side = new QScrollArea(content);
    m_form = new EvidenceForm(bench(), side);
    side->setWidget(m_form);
    side->setWidgetResizable(true);
    side->setFrameShape(QFrame::NoFrame);
    side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    side->setFixedWidth(std::max(kFormWidth, m_form->minimumSizeHint().width())
                        + side->verticalScrollBar()->sizeHint().width());
    side->setAccessibleName(tr("What can be asked"));
    return side;
}

void EvidencePage::makeTabs(QWidget* content)
{
    m_tabs = new QTabWidget(content);
    m_tabs->setObjectName(QStringLiteral("evidenceTabs"));
    m_tabs->setDocumentMode(true);
    m_ledger = new LedgerView(m_tabs);
    m_noise = new NoiseView(m_tabs);
    m_searches = new SearchesView(bench().study(), m_tabs);
    m_tabs->addTab(m_ledger, tr("Ledger"));
    m_tabs->addTab(m_noise, tr("Noise floor"));
    m_tabs->addTab(m_searches, tr("Further searches"));
    connect(m_ledger, &EvidenceView::exportFailed, this, &EvidencePage::complain);
    connect(m_noise, &EvidenceView::exportFailed, this, &EvidencePage::complain);
}

QVector<std::pair<QString, Chart*>> EvidencePage::chartsForExport()
{
    return m_ledger->chartsForExport() + m_noise->chartsForExport();
}

void EvidencePage::ask(const EvidenceAsk& ask)
{
    message().clear();
    busy().setTitle(textOf(ask).busy);
    bench().gather(ask);
}

/// "Search 2, alpha 0.0181 from a path"
void EvidencePage::listRuns()
{
    const auto& runs = bench().study().runs();
    m_runs->clear();
    for (size_t i = 0; i < runs.size(); ++i) {
        const QString alpha = lambdaText(runs[i]->result.plan.alpha);
        m_runs->addItem((runs[i]->studies.has<AlphaPath>() ? tr("Search %1, alpha %2 from a path")
                                                           : tr("Search %1, alpha %2"))
                            .arg(i + 1)
                            .arg(alpha));
    }
    m_runs->setCurrentIndex(static_cast<int>(bench().study().shownRun()));
    m_runs->setVisible(runs.size() > 1);
    m_runs->setEnabled(!bench().session().busy());
}

void EvidencePage::refresh()
{
    listRuns();
    const QString obstacle = bench().evidenceObstacle();
    invite(tr("No evidence yet"),
           tr("%1 This page then shows what each field earns, which fields are above the noise, and whether "
              "other searches agree.")
               .arg(obstacle),
           tr("Go to the search"));
    showFace(bench().session().gathering() ? Face::Busy : obstacle.isEmpty() ? Face::Content : Face::Empty);
    const RunPtr run = bench().study().run();
    m_ledger->setRun(run);
    m_noise->setRun(run);
    m_searches->refresh();
    if (run)
        m_facts->setText(tr("%1 fields, alpha %2, seed %3. Results are stored in the audit.")
                             .arg(countText(static_cast<int64_t>(run->schema.fields.size())),
                                  lambdaText(run->result.plan.alpha))
                             .arg(run->settings.seed));
}

void EvidencePage::report(JobOutcome outcome, const TaskEnd<EvidenceJob>& end)
{
    const AskText text = textOf(end.task.ask);
    if (end.made)
        m_tabs->setCurrentIndex(text.tab);
    if (outcome == JobOutcome::Stopped)
        message().say(MessageBar::Tone::Info,
                      end.made ? tr("Stopped. Finished searches are kept.")
                               : tr("Stopped. Nothing was found yet."));
    else if (end.made)
        message().say(MessageBar::Tone::Done, text.done);
}

} // namespace leap::ui
