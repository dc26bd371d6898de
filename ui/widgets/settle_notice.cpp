// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settle_notice.h"

#include "core/prune/decision.h"
#include "core/select/settling.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace leap::ui {
namespace {

constexpr int kMostEpochs = 1000;

std::optional<int64_t> estimate(const std::vector<EpochReport>& epochs)
{
    std::vector<double> moves;
    for (const EpochReport& epoch : epochs)
        moves.push_back(epoch.largestGateMove);
    return epochsToSettle(moves, kSettledMove);
}

/// Finished, with gates that moved in its last epoch.
bool leftMoving(const RunPtr& run)
{
    return run && run->result.outcome == RunOutcome::Finished && !run->result.epochs.empty()
        && !run->result.ranking.settled;
}

QString movingText(const RunRecord& run)
{
    const auto& fields = run.result.ranking.fields;
    const auto moving = std::count_if(fields.begin(), fields.end(),
                                      [](const FieldScore& field) { return field.gateMove > kSettledMove; });
    const QString most = gateText(run.result.epochs.back().largestGateMove);
    return moving == 1 ? SettleNotice::tr("1 gate still moved in the last epoch, by %1;").arg(most)
                       : SettleNotice::tr("%1 gates still moved in the last epoch, by up to %2;")
                             .arg(countText(moving), most);
}

} // namespace

QString settlingText(const std::vector<EpochReport>& epochs)
{
    if (const auto more = estimate(epochs))
        return *more == 1
            ? SettleNotice::tr("about 1 more epoch would probably settle them")
            : SettleNotice::tr("about %1 more epochs would probably settle them").arg(countText(*more));
    return epochs.size() < 2
        ? SettleNotice::tr("a second epoch would tell how many more they need")
        : SettleNotice::tr("the moves do not shrink yet, so nobody can tell how many more epochs they need");
}

SettleNotice::SettleNotice(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_text(new QLabel(this))
    , m_epochs(new QSpinBox(this))
    , m_continue(new QPushButton(icon(QStringLiteral("start")), tr("Train on"), this))
{
    m_text->setWordWrap(true);
    m_epochs->setObjectName(QStringLiteral("moreEpochs"));
    m_epochs->setRange(1, kMostEpochs);
    m_epochs->setPrefix(tr("for "));
    m_epochs->setFont(tabularFont());
    m_epochs->setAccessibleName(tr("More epochs"));
    m_continue->setObjectName(QStringLiteral("trainOn"));
    m_continue->setToolTip(tr("Goes on with this search where it ended, with its settings"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_continue);
    layout->addWidget(m_epochs);
    connect(m_epochs, &QSpinBox::valueChanged, this, &SettleNotice::refreshButton);
    connect(m_continue, &QPushButton::clicked, this, [this] {
        Q_EMIT continued();
        m_bench.extendSearch(m_epochs->value());
    });
    for (const auto signal :
         {&Study::runsChanged, &Study::schemaChanged, &Study::settingsChanged, &Study::sourceChanged})
        connect(&bench.study(), signal, this, &SettleNotice::refresh);
    connect(&bench.session(), &AuditSession::stateChanged, this, &SettleNotice::refresh);
    refresh();
}

void SettleNotice::refresh()
{
    const RunPtr run = m_bench.study().run();
    setVisible(leftMoving(run) && !m_bench.session().searching());
    if (!leftMoving(run)) {
        m_said.reset();
        return;
    }
    if (run != m_said) { // a number that the user typed stays
        m_said = run;
        const auto& epochs = run->result.epochs;
        m_text->setText(QStringLiteral("%1 %2.").arg(movingText(*run), settlingText(epochs)));
        const auto done = static_cast<int64_t>(epochs.size());
        m_epochs->setValue(static_cast<int>(
            std::min<int64_t>(estimate(epochs).value_or(std::max<int64_t>(1, done / 2)), kMostEpochs)));
    }
    refreshButton();
}

void SettleNotice::refreshButton()
{
    m_epochs->setSuffix(m_epochs->value() == 1 ? tr(" epoch") : tr(" epochs"));
    const bool can = m_bench.canExtendSearch();
    m_continue->setVisible(can);
    m_epochs->setVisible(can);
    m_continue->setEnabled(!m_bench.session().busy());
}

} // namespace leap::ui
