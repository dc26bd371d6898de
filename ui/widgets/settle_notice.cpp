// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settle_notice.h"

#include "core/search/gate_course.h"
#include "core/search/settling.h"
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
    moves.reserve(epochs.size());
    for (const EpochReport& epoch : epochs)
        moves.push_back(epoch.largestGateMove);
    return epochsToSettle(moves, kSettledMove);
}

int64_t countStanding(const Ranking& ranking, bool (*counts)(Standing))
{
    return std::count_if(ranking.fields.begin(), ranking.fields.end(),
                         [&](const FieldScore& field) { return counts(standingOf(ranking, field)); });
}

bool wantsRows(Standing standing)
{
    return standing != Standing::Settled && !wantsSteps(standing);
}

bool finished(const RunPtr& run)
{
    return run && run->result.outcome == RunOutcome::Finished && !run->result.epochs.empty();
}

/// Finished, with gates that more epochs may bring to rest.
bool leftMoving(const RunPtr& run)
{
    return finished(run) && countStanding(run->result.ranking, wantsSteps) > 0;
}

/// Finished, with gates that no training can tell from chance on so few rows.
bool leftInDoubt(const RunPtr& run)
{
    return finished(run) && countStanding(run->result.ranking, wantsRows) > 0;
}

QString rowsText(const Ranking& ranking)
{
    const auto doubtful = countStanding(ranking, wantsRows);
    const QString rows = countText(ranking.course.gateRows);
    return doubtful == 1 ? SettleNotice::tr("The %1 gate rows are too few to distinguish 1 gate from chance: "
                                            "it needs more rows, not more epochs.")
                               .arg(rows)
                         : SettleNotice::tr("The %2 gate rows are too few to distinguish %1 gates from "
                                            "chance: they need more rows, not more epochs.")
                               .arg(countText(doubtful), rows);
}

QString movingText(const RunRecord& run)
{
    const auto moving = countStanding(run.result.ranking, wantsSteps);
    const QString most = gateText(run.result.epochs.back().largestGateMove);
    return moving == 1
        ? SettleNotice::tr("1 gate had not settled and moved by %1 in the last epoch;").arg(most)
        : SettleNotice::tr("%1 gates had not settled and moved by up to %2 in the last epoch;")
              .arg(countText(moving), most);
}

} // namespace

QString settlingText(const std::vector<EpochReport>& epochs)
{
    if (const auto more = estimate(epochs); more && *more == 0)
        return SettleNotice::tr("at this pace they need about as many epochs again");
    else if (more)
        return *more == 1
            ? SettleNotice::tr("about 1 more epoch would probably settle them")
            : SettleNotice::tr("about %1 more epochs would probably settle them").arg(countText(*more));
    return epochs.size() < 2
        ? SettleNotice::tr("a second epoch would show how many more they need")
        : SettleNotice::tr("the moves do not shrink yet, so it is unknown how many more epochs they need");
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
    m_continue->setToolTip(tr("Continues this search from its end, with its settings"));
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
    const bool moving = leftMoving(run);
    setVisible((moving || leftInDoubt(run)) && !m_bench.session().searching());
    if (isHidden()) {
        m_said.reset();
        return;
    }
    if (run != m_said) { // a number that the user typed stays
        m_said = run;
        const auto& epochs = run->result.epochs;
        QStringList sentences;
        if (moving)
            sentences << QStringLiteral("%1 %2.").arg(movingText(*run), settlingText(epochs));
        if (leftInDoubt(run))
            sentences << rowsText(run->result.ranking);
        m_text->setText(sentences.join(QLatin1Char(' ')));
        const auto done = static_cast<int64_t>(epochs.size());
        m_epochs->setValue(static_cast<int>(
            std::min<int64_t>(estimate(epochs).value_or(std::max<int64_t>(1, done / 2)), kMostEpochs)));
    }
    refreshButton();
}

void SettleNotice::refreshButton()
{
    m_epochs->setSuffix(m_epochs->value() == 1 ? tr(" epoch") : tr(" epochs"));
    const bool can = m_bench.canExtendSearch() && leftMoving(m_bench.study().run());
    m_continue->setVisible(can);
    m_epochs->setVisible(can);
    m_continue->setEnabled(!m_bench.session().busy());
}

} // namespace leap::ui
