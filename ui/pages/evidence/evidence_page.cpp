// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/evidence_page.h"

#include "ui/format.h"
#include "ui/pages/evidence/evidence_form.h"
#include "ui/pages/evidence/ledger_view.h"
#include "ui/pages/evidence/noise_view.h"
#include "ui/pages/evidence/searches_view.h"
#include "ui/theme.h"
#include "ui/widgets/busy_state.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <array>

namespace leap::ui {
namespace {

constexpr int kFormWidth = 30 * kGrid;
enum Tab { LedgerTab, NoiseTab, SearchesTab };

/// By the order of EvidenceAsk: what is under way, what was found, and where it stands.
struct AskText {
    QString busy;
    QString done;
    Tab tab;
};

AskText textOf(const EvidenceAsk& ask)
{
    const std::array<AskText, std::variant_size_v<EvidenceAsk>> texts{
        AskText{EvidencePage::tr("Shuffling the fields one by one"), EvidencePage::tr("The ledger is made."),
                LedgerTab},
        AskText{EvidencePage::tr("Searching with shuffled copies"),
                EvidencePage::tr("The noise floor is found."), NoiseTab},
        AskText{EvidencePage::tr("Searching again"), EvidencePage::tr("The further searches are done."),
                SearchesTab},
        AskText{EvidencePage::tr("Searching a path of alphas"),
                EvidencePage::tr("The path is done. Its choice is a new run, and is shown now."),
                SearchesTab}};
    return texts[ask.index()];
}

} // namespace

EvidencePage::EvidencePage(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("evidence"), this))
    , m_busy(new BusyState(this))
    , m_message(new MessageBar(this))
    , m_content(makeContent())
{
    for (QWidget* part : {static_cast<QWidget*>(m_empty), static_cast<QWidget*>(m_busy), m_content})
        m_stack->addWidget(part);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);
    connect(m_empty, &EmptyState::triggered, this, &EvidencePage::searchRequested);
    connect(m_busy, &BusyState::stopRequested, &m_bench.session(), &AuditSession::stop);
    connect(m_form, &EvidenceForm::asked, this, &EvidencePage::ask);
    connect(m_ledger, &LedgerView::wanted, this, [this] { ask(m_form->ledgerPlan()); });
    connect(m_noise, &NoiseView::wanted, this, [this] { ask(m_form->probePlan()); });
    connect(m_searches, &SearchesView::wanted, this, [this] { ask(m_form->repeats()); });
    for (const auto signal : {&Study::runsChanged, &Study::decisionChanged})
        connect(&m_bench.study(), signal, this, &EvidencePage::refresh);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &EvidencePage::refresh);
    connect(&m_bench.session(), &AuditSession::progressed, m_busy, &BusyState::setProgress);
    connect(&m_bench, &Workbench::ended, this, &EvidencePage::onEnded);
    refresh();
}

QWidget* EvidencePage::makeContent()
{
    auto* content = new QWidget(this);
    auto* title = new QLabel(tr("Evidence"), content);
    title->setFont(titleFont());
    m_facts = new QLabel(content);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* heading = new QHBoxLayout;
    heading->addWidget(title);
    heading->addSpacing(kGrid);
    heading->addWidget(m_facts, 1);
    m_runs = new QComboBox(content);
    m_runs->setObjectName(QStringLiteral("runs"));
    m_runs->setAccessibleName(tr("Search that is shown"));
    m_runs->setToolTip(tr("Which search of the audit is shown, here and on every page"));
    connect(m_runs, &QComboBox::activated, this,
            [this](int index) { m_bench.showRun(static_cast<size_t>(index)); });
    heading->addWidget(m_runs);
    auto* side = new QScrollArea(content);
    m_form = new EvidenceForm(m_bench, side);
    side->setWidget(m_form);
    side->setWidgetResizable(true);
    side->setFrameShape(QFrame::NoFrame);
    side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    side->setFixedWidth(std::max(kFormWidth, m_form->minimumSizeHint().width())
                        + side->verticalScrollBar()->sizeHint().width());
    side->setAccessibleName(tr("What can be asked"));
    m_tabs = new QTabWidget(content);
    m_tabs->setObjectName(QStringLiteral("evidenceTabs"));
    m_tabs->setDocumentMode(true);
    m_ledger = new LedgerView(m_tabs);
    m_noise = new NoiseView(m_tabs);
    m_searches = new SearchesView(m_bench.study(), m_tabs);
    m_tabs->addTab(m_ledger, tr("Ledger"));
    m_tabs->addTab(m_noise, tr("Noise floor"));
    m_tabs->addTab(m_searches, tr("Further searches"));
    const auto complain = [this](const QString& why) { m_message->say(MessageBar::Tone::Error, why); };
    for (const EvidenceView* view :
         {static_cast<EvidenceView*>(m_ledger), static_cast<EvidenceView*>(m_noise)})
        connect(view, &EvidenceView::exportFailed, this, complain);
    auto* parts = new QHBoxLayout;
    parts->setSpacing(2 * kGrid);
    parts->addWidget(side);
    parts->addWidget(m_tabs, 1);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addLayout(heading);
    layout->addLayout(parts, 1);
    return content;
}

QVector<std::pair<QString, Chart*>> EvidencePage::chartsForExport()
{
    return m_ledger->chartsForExport() + m_noise->chartsForExport();
}

void EvidencePage::ask(const EvidenceAsk& ask)
{
    m_message->clear();
    m_busy->setTitle(textOf(ask).busy);
    m_bench.gather(ask);
}

/// "Search 2, alpha 0.0181 from a path"
void EvidencePage::listRuns()
{
    const auto& runs = m_bench.study().runs();
    m_runs->clear();
    for (size_t i = 0; i < runs.size(); ++i) {
        const QString alpha = lambdaText(runs[i]->result.plan.alpha);
        m_runs->addItem(
            (runs[i]->studies.has<AlphaPath>() ? tr("Search %1, alpha %2 from a path") : tr("Search %1, alpha %2"))
                .arg(i + 1)
                .arg(alpha));
    }
    m_runs->setCurrentIndex(static_cast<int>(m_bench.study().shownRun()));
    m_runs->setVisible(runs.size() > 1);
    m_runs->setEnabled(!m_bench.session().busy());
}

void EvidencePage::refresh()
{
    listRuns();
    const QString obstacle = m_bench.evidenceObstacle();
    m_empty->set(tr("No evidence yet"),
                 tr("%1 Here it is then asked what each field earns, which fields lie above the noise, and "
                    "whether other searches agree.")
                     .arg(obstacle),
                 tr("Go to the search"));
    m_stack->setCurrentWidget(m_bench.session().gathering() ? static_cast<QWidget*>(m_busy)
                                  : obstacle.isEmpty()      ? m_content
                                                            : static_cast<QWidget*>(m_empty));
    const RunPtr run = m_bench.study().run();
    m_ledger->setRun(run);
    m_noise->setRun(run);
    m_searches->refresh();
    if (run)
        m_facts->setText(tr("%1 fields, alpha %2, seed %3. What is found is kept in the audit.")
                             .arg(countText(static_cast<int64_t>(run->schema.fields.size())),
                                  lambdaText(run->result.plan.alpha))
                             .arg(run->settings.seed));
}

void EvidencePage::onEnded(const JobEnd& end)
{
    const auto* job = std::get_if<EvidenceJob>(&end.task);
    if (!job)
        return;
    const AskText text = textOf(job->ask);
    if (end.run)
        m_tabs->setCurrentIndex(text.tab);
    if (end.outcome == JobOutcome::Failed)
        m_message->say(MessageBar::Tone::Error, end.error);
    else if (end.outcome == JobOutcome::Stopped)
        m_message->say(MessageBar::Tone::Info,
                       end.run ? tr("Stopped. The searches that were done are kept.")
                               : tr("Stopped. Nothing was found yet."));
    else if (end.run)
        m_message->say(MessageBar::Tone::Done, text.done);
    refresh();
}

} // namespace leap::ui
