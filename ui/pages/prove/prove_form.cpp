// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/prove/prove_form.h"

#include "core/base/text.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/widgets/help_label.h"
#include "ui/widgets/primary_button.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

constexpr int kMostSeeds = 100;
constexpr int kNamesShown = 12;

QString namesShort(const std::vector<std::string>& names)
{
    QStringList shown;
    for (size_t i = 0; i < names.size() && i < kNamesShown; ++i)
        shown << QString::fromStdString(names[i]);
    const auto more = static_cast<int64_t>(names.size()) - shown.size();
    return shown.join(QStringLiteral(", "))
        + (more > 0 ? ProveForm::tr(" and %1 more").arg(countText(more)) : QString());
}

} // namespace

ProveForm::ProveForm(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_dropped(new QLabel(this))
    , m_metric(new QComboBox(this))
    , m_margin(new QDoubleSpinBox(this))
    , m_seeds(new QSpinBox(this))
    , m_prove(new PrimaryButton(tr("Prove on test rows"), this))
    , m_notes(new QLabel(this))
{
    m_prove->setObjectName(QStringLiteral("prove"));
    m_margin->setDecimals(5);
    m_margin->setRange(0.00001, 1);
    m_margin->setSingleStep(0.0005);
    m_margin->setValue(ProofPlan{}.margin);
    m_seeds->setRange(2, kMostSeeds);
    m_seeds->setValue(ProofPlan{}.seeds);
    m_seeds->setObjectName(QStringLiteral("proofSeeds"));
    layOut();
    connect(m_prove, &QPushButton::clicked, this, &ProveForm::proveRequested);
    const auto again = [this] { refresh(); };
    connect(&m_bench.study(), &Study::decisionChanged, this, again);
    connect(&m_bench.study(), &Study::runsChanged, this, [this] {
        fillMetrics();
        refresh();
    });
    connect(&m_bench.study(), &Study::proofsChanged, this, again);
    connect(&m_bench.study(), &Study::titleChanged, this, again);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, again);
    fillMetrics();
    refresh();
}

void ProveForm::layOut()
{
    for (QLabel* label : {m_dropped, m_notes})
        label->setWordWrap(true);
    m_notes->setForegroundRole(QPalette::PlaceholderText);
    const auto name = [this](const QString& text, const QString& help, QWidget* control) {
        auto* label = new HelpLabel(text, help, this);
        label->setBuddy(control);
        return label;
    };
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(kGrid);
    grid->addWidget(name(tr("Metric"),
                         tr("The metric that must not get worse. GAUC is the AUC within each group."),
                         m_metric),
                    0, 0);
    grid->addWidget(m_metric, 0, 1);
    grid->addWidget(name(tr("Margin"),
                         tr("A loss below this does not count. It is fixed before the test rows are opened. "
                            "0.001 of AUC is a common choice."),
                         m_margin),
                    1, 0);
    grid->addWidget(m_margin, 1, 1);
    grid->addWidget(name(tr("Trainings"),
                         tr("How often each of the two models is trained from scratch. More trainings can "
                            "detect smaller losses."),
                         m_seeds),
                    2, 0);
    grid->addWidget(m_seeds, 2, 1);
    grid->setColumnStretch(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_dropped);
    layout->addLayout(grid);
    layout->addWidget(m_prove, 0, Qt::AlignLeft);
    layout->addWidget(m_notes);
    layout->addStretch(1);
}

void ProveForm::fillMetrics()
{
    const RunPtr run = m_bench.study().run();
    const bool groups = run && !run->schema.groupId.empty();
    if (m_metric->count() == (groups ? 4 : 2))
        return;
    m_metric->clear();
    if (groups)
        for (const LossMetric metric : {LossMetric::GaucByImpressions, LossMetric::GaucPlain})
            m_metric->addItem(QString::fromUtf8(lossMetricTitle(metric)), static_cast<int>(metric));
    for (const LossMetric metric : {LossMetric::Auc, LossMetric::LogLoss})
        m_metric->addItem(QString::fromUtf8(lossMetricTitle(metric)), static_cast<int>(metric));
}

void ProveForm::refresh()
{
    const Study& study = m_bench.study();
    const QString obstacle = m_bench.proveObstacle();
    m_prove->setEnabled(obstacle.isEmpty() && !m_bench.session().busy());
    if (!obstacle.isEmpty()) {
        m_dropped->setText(obstacle);
    } else {
        const auto dropped = study.droppedFields();
        m_dropped->setText(tr("Without %1 of %2 fields: %3.")
                               .arg(countText(static_cast<int64_t>(dropped.size())),
                                    countText(study.decision()->fieldsBefore), namesShort(dropped)));
        m_dropped->setToolTip(QString::fromStdString(join(dropped, ", ")));
    }
    QStringList notes{
        study.path().isEmpty()
            ? tr("Rule and margin are stored in the audit's file before a test row is opened. The audit "
                 "has no file yet; you will be asked for one.")
            : tr("Rule and margin are stored in %1 before a test row is opened.")
                  .arg(QFileInfo(study.path()).fileName())};
    if (const auto looks = static_cast<int64_t>(study.proofs().size()); looks > 0)
        notes << tr("The test rows of this audit have been opened %1. The error rate of a verdict holds only "
                    "for the first look.")
                     .arg(countedText(looks, tr("time"), tr("times")));
    if (study.runIsOutdated())
        notes << tr("The fields were edited after the search. The proof is about the search's decision.");
    m_notes->setText(notes.join(QStringLiteral("\n\n")));
}

ProofPlan ProveForm::plan() const
{
    return m_bench.proofPlan(static_cast<LossMetric>(m_metric->currentData().toInt()), m_margin->value(),
                             m_seeds->value());
}

} // namespace leap::ui
