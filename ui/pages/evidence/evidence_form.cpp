// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/evidence_form.h"

#include "ui/format.h"
#include "ui/theme.h"
#include "ui/widgets/help_label.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace leap::ui {
namespace {

constexpr int kMost = 1000;
constexpr int kMostAlphas = 20; ///< either side: a factor of a million
constexpr int kUsualSeeds = 4;
constexpr int kUsualPairs = 2;

int seedsOf(const Ranking& ranking)
{
    return std::max(1, static_cast<int>(ranking.seedScores.size()));
}

int pairsOf(const Ranking& ranking)
{
    return static_cast<int>(ranking.halfScores.size() / 2);
}

/// Searches that the run's time was spent on.
int searchesDone(const Ranking& ranking)
{
    return seedsOf(ranking) + 2 * pairsOf(ranking) + (ranking.rescaledScores.empty() ? 0 : 1)
        + (ranking.raisedFloorScores.empty() ? 0 : 1);
}

QString timeText(double seconds)
{
    return seconds < 1 ? EvidenceForm::tr("less than a second") : durationText(seconds);
}

QSpinBox* spin(QWidget* parent, const char* name, int least, int most, int value)
{
    auto* box = new QSpinBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setRange(least, most);
    box->setValue(value);
    return box;
}

} // namespace

EvidenceForm::EvidenceForm(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_shuffles(spin(this, "ledgerShuffles", 1, kMost, LedgerPlan{}.repeats))
    , m_probeCount(spin(this, "probeCount", 0, 100'000, 0))
    , m_probeSearches(spin(this, "probeSearches", 1, kMost, ProbePlan{}.seeds))
    , m_noiseShare(new QDoubleSpinBox(this))
    , m_seeds(spin(this, "evidenceSeeds", 1, kMost, kUsualSeeds))
    , m_halves(spin(this, "evidenceHalves", 0, kMost, kUsualPairs))
    , m_scale(new QCheckBox(tr("With another scale and floor"), this))
    , m_pathBelow(spin(this, "pathBelow", 0, kMostAlphas, AlphaPathPlan{}.below))
    , m_pathAbove(spin(this, "pathAbove", 0, kMostAlphas, AlphaPathPlan{}.above))
    , m_pathTrainings(spin(this, "pathTrainings", 1, kMost, AlphaPathPlan{}.retrainSeeds))
{
    m_probeCount->setSpecialValueText(tr("as needed"));
    m_noiseShare->setRange(0.01, 0.5);
    m_noiseShare->setSingleStep(0.05);
    m_noiseShare->setValue(ProbePlan{}.q);
    m_scale->setObjectName(QStringLiteral("evidenceScale"));
    m_scale->setToolTip(tr("Also searches with all given values on one scale, and with ten times the "
                           "divergence floor. A field whose verdict changes gets no firm verdict."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, kGrid, 0);
    layout->setSpacing(kGrid);
    addLedger(layout);
    addProbes(layout);
    addSearches(layout);
    addPath(layout);
    layout->addStretch(1);
    connect(&m_bench.study(), &Study::runsChanged, this, &EvidenceForm::takeRun);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &EvidenceForm::refresh);
    for (QSpinBox* box : {m_seeds, m_halves, m_pathBelow, m_pathAbove})
        connect(box, &QSpinBox::valueChanged, this, &EvidenceForm::refresh);
    connect(m_scale, &QCheckBox::toggled, this, &EvidenceForm::refresh);
    takeRun();
}

EvidenceForm::Block EvidenceForm::addBlock(QVBoxLayout* layout, const QString& title, const QString& help,
                                           const char* button,
                                           const QVector<std::pair<QString, QWidget*>>& controls)
{
    Block block;
    auto* name = new HelpLabel(title, help, this);
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    block.state = new QLabel(this);
    block.state->setWordWrap(true);
    block.state->setForegroundRole(QPalette::PlaceholderText);
    block.button = new QPushButton(this);
    block.button->setObjectName(QString::fromLatin1(button));
    layout->addWidget(name, 0, Qt::AlignLeft);
    layout->addWidget(block.state);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(kGrid / 2);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < controls.size(); ++row) {
        const auto& [text, control] = controls[row];
        if (text.isEmpty()) {
            grid->addWidget(control, row, 0, 1, 2);
            continue;
        }
        auto* label = new QLabel(text, this);
        label->setBuddy(control);
        control->setAccessibleName(text);
        grid->addWidget(label, row, 0);
        grid->addWidget(control, row, 1);
    }
    layout->addLayout(grid);
    layout->addWidget(block.button, 0, Qt::AlignLeft);
    layout->addSpacing(2 * kGrid);
    return block;
}

void EvidenceForm::addLedger(QVBoxLayout* layout)
{
    m_ledger =
        addBlock(layout, tr("Ledger"),
                 tr("For each field: the loss that shuffling it causes, what its gate pays, what removing it "
                    "saves, and the forces that hold its gate in place. Uses validation rows."),
                 "askLedger", {{tr("Shuffles per field"), m_shuffles}});
    connect(m_ledger.button, &QPushButton::clicked, this, [this] { Q_EMIT asked(ledgerAsk()); });
}

void EvidenceForm::addProbes(QVBoxLayout* layout)
{
    m_probes = addBlock(layout, tr("Noise floor"),
                        tr("Searches again with shuffled copies of fields, which can earn only by chance. A "
                           "field must rank above them. The expected share of noise among the fields "
                           "reported stays below the limit given here."),
                        "askProbes",
                        {{tr("Shuffled copies"), m_probeCount},
                         {tr("Searches"), m_probeSearches},
                         {tr("Share of noise"), m_noiseShare}});
    connect(m_probes.button, &QPushButton::clicked, this, [this] { Q_EMIT asked(probesAsk()); });
}

void EvidenceForm::addSearches(QVBoxLayout* layout)
{
    m_searches = addBlock(layout, tr("Further searches"),
                          tr("Searches with other seeds and on complementary halves of the rows. A field "
                             "that some of them drop has no firm verdict. They also find fields that can "
                             "replace one another. The numbers are totals."),
                          "askSearches",
                          {{tr("Seeds"), m_seeds}, {tr("Pairs of halves"), m_halves}, {QString(), m_scale}});
    connect(m_searches.button, &QPushButton::clicked, this, [this] { Q_EMIT asked(searchesAsk()); });
}

void EvidenceForm::addPath(QVBoxLayout* layout)
{
    m_path = addBlock(layout, tr("Path of alphas"),
                      tr("Searches at alphas around the calibrated one, each half or twice the next, "
                         "retrains the fields that each keeps, and chooses the fewest columns within one "
                         "standard error of the best. The result is a new run next to this one."),
                      "askPath",
                      {{tr("Smaller alphas"), m_pathBelow},
                       {tr("Larger alphas"), m_pathAbove},
                       {tr("Trainings per set"), m_pathTrainings}});
    connect(m_path.button, &QPushButton::clicked, this, [this] { Q_EMIT asked(pathAsk()); });
}

EvidenceAsk EvidenceForm::ledgerAsk() const
{
    return {studyName<Ledger>, {{"repeats", m_shuffles->value()}}};
}

EvidenceAsk EvidenceForm::probesAsk() const
{
    return {studyName<ProbeStudy>,
            {{"probes", m_probeCount->value()},
             {"seeds", m_probeSearches->value()},
             {"q", m_noiseShare->value()}}};
}

EvidenceAsk EvidenceForm::searchesAsk() const
{
    return {"searches",
            {{"seeds", m_seeds->value()},
             {"half_samples", m_halves->value()},
             {"check_scale", m_scale->isChecked()}}};
}

EvidenceAsk EvidenceForm::pathAsk() const
{
    return {studyName<AlphaPath>,
            {{"below", m_pathBelow->value()},
             {"above", m_pathAbove->value()},
             {"retrain_seeds", m_pathTrainings->value()}}};
}

int EvidenceForm::searchesToCome(const Ranking& ranking) const
{
    return std::max(0, m_seeds->value() - seedsOf(ranking))
        + 2 * std::max(0, m_halves->value() - pairsOf(ranking)) + (m_scale->isChecked() ? 2 : 0);
}

/// Another run, or more of this one: what it has is the least that can be asked for.
void EvidenceForm::takeRun()
{
    if (const RunPtr run = m_bench.study().run()) {
        const Ranking& ranking = run->result.ranking;
        const QSignalBlocker seeds(m_seeds), halves(m_halves), scale(m_scale);
        m_seeds->setMinimum(seedsOf(ranking));
        m_halves->setMinimum(pairsOf(ranking));
        if (!ranking.raisedFloorScores.empty())
            m_scale->setChecked(false);
    }
    refresh();
}

void EvidenceForm::refresh()
{
    const RunPtr run = m_bench.study().run();
    const bool can = m_bench.evidenceObstacle().isEmpty() && !m_bench.session().busy();
    for (const Block* block : {&m_ledger, &m_probes, &m_searches, &m_path})
        block->button->setEnabled(can);
    if (!run)
        return;
    const bool ledger = run->studies.has<Ledger>();
    m_ledger.state->setText(ledger ? tr("Done. Stored with the run.")
                                   : tr("Not made yet. It takes seconds."));
    m_ledger.button->setText(ledger ? tr("Make it again") : tr("Make the ledger"));
    const bool probes = run->studies.has<ProbeStudy>();
    const QString each = timeText(run->result.seconds / searchesDone(run->result.ranking));
    m_probes.state->setText(
        probes ? tr("Done. Stored with the run.")
               : tr("Not known yet. A search took %1; with copies it takes longer.").arg(each));
    m_probes.button->setText(probes ? tr("Find it again") : tr("Find the noise floor"));
    const int alphas = m_pathBelow->value() + 1 + m_pathAbove->value();
    m_path.state->setText((run->studies.has<AlphaPath>()
                               ? tr("The run's alpha was chosen by a path. Takes %1 with retraining.")
                               : tr("The run's alpha was not chosen by a path. Takes %1 with retraining."))
                              .arg(countedText(alphas, tr("search"), tr("searches"))));
    m_path.button->setText(tr("Search a path of alphas"));
    refreshSearches(*run);
}

void EvidenceForm::refreshSearches(const RunRecord& run)
{
    const Ranking& ranking = run.result.ranking;
    QStringList has{countedText(seedsOf(ranking), tr("seed"), tr("seeds"))};
    if (pairsOf(ranking) > 0)
        has << countedText(int64_t{2} * pairsOf(ranking), tr("half-sample"), tr("half-samples"));
    if (!ranking.raisedFloorScores.empty())
        has << tr("another scale and floor");
    const int more = searchesToCome(ranking);
    const double seconds = more * run.result.seconds / searchesDone(ranking);
    m_searches.state->setText(
        more > 0 ? tr("So far: %1. Next: %2, about %3.")
                       .arg(has.join(QStringLiteral(", ")), countedText(more, tr("search"), tr("searches")),
                            timeText(seconds))
                 : tr("So far: %1. Ask for more than these.").arg(has.join(QStringLiteral(", "))));
    m_searches.button->setText(more > 0 ? tr("Search %1 more").arg(countedText(more, tr("time"), tr("times")))
                                        : tr("Search again"));
    m_searches.button->setEnabled(m_searches.button->isEnabled() && more > 0);
}

} // namespace leap::ui
