// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_strip.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

#include <algorithm>

namespace leap::ui {
namespace {

constexpr int kParts = 1000;
const QString kDot = QStringLiteral("  \u00b7  ");

} // namespace

StatusStrip::StatusStrip(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_data(new QLabel(this))
    , m_device(new QLabel(this))
    , m_rate(new QLabel(this))
    , m_epoch(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_left(new QLabel(this))
{
    m_bar->setFixedWidth(20 * kGrid);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(kGrid);
    m_bar->setAccessibleName(tr("Progress of the search"));
    m_left->setFont(tabularFont());
    m_rate->setFont(tabularFont());
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, kGrid / 2, 2 * kGrid, kGrid / 2);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(m_data);
    layout->addStretch(1);
    for (QWidget* part :
         {static_cast<QWidget*>(m_device), static_cast<QWidget*>(m_rate), static_cast<QWidget*>(m_epoch),
          static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_left)})
        layout->addWidget(part);
    for (const auto signal :
         {&Study::sourceChanged, &Study::reportChanged, &Study::schemaChanged, &Study::runsChanged})
        connect(&m_bench.study(), signal, this, &StatusStrip::refreshStudy);
    connect(&m_bench.run(), &LiveRun::restarted, this, &StatusStrip::refreshRun);
    connect(&m_bench.run(), &LiveRun::advanced, this, &StatusStrip::refreshRun);
    connect(&m_bench.session(), &AuditSession::progressed, this, &StatusStrip::onProgress);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &StatusStrip::onState);
    refreshStudy();
    onState();
}

void StatusStrip::refreshStudy()
{
    const Study& study = m_bench.study();
    QStringList parts;
    if (study.hasSource())
        parts << study.title().section(QLatin1Char('.'), 0, 0);
    if (study.report())
        parts << tr("%1 rows").arg(countText(study.report()->rows));
    else if (const RunPtr run = study.run())
        parts << tr("%1 rows").arg(countText(run->card.rows));
    if (!study.schema().fields.empty()) {
        parts << countedText(static_cast<int64_t>(study.schema().fields.size()), tr("field"), tr("fields"))
              << countedText(study.schema().columns(), tr("column"), tr("columns"));
    }
    m_data->setText(parts.isEmpty() ? tr("No data") : parts.join(kDot));
}

void StatusStrip::refreshRun()
{
    const LiveRun& run = m_bench.run();
    if (!m_bench.session().searching())
        return;
    const QString threads = countedText(run.threads(), tr("thread"), tr("threads"));
    m_device->setText(run.engine().isEmpty() ? QString() : threads);
    m_device->setToolTip(run.engine());
    const double rows = run.stepsPerSecond() * static_cast<double>(run.batch());
    m_rate->setText(rows > 0 ? tr("%1 rows/s").arg(rateText(rows)) : QString());
    if (m_bench.session().state() == AuditSession::State::Stopping)
        return;
    const int64_t total = run.totalSteps();
    const int64_t done = run.newest().step;
    if (total <= 0)
        return;
    m_epoch->setText((run.singlePass() ? tr("block %1/%2") : tr("epoch %1/%2"))
                         .arg(std::clamp<int64_t>(run.newest().epoch, 1, run.epochsPlanned()))
                         .arg(run.epochsPlanned()));
    m_bar->setRange(0, kParts);
    m_bar->setValue(static_cast<int>(static_cast<double>(done) / static_cast<double>(total) * kParts));
    const double seconds = static_cast<double>(total - done) / run.stepsPerSecond();
    const bool known = run.stepsPerSecond() > 0 && m_bench.session().state() == AuditSession::State::Running;
    m_left->setText(known ? tr("%1 left").arg(durationText(seconds)) : QString());
}

void StatusStrip::onProgress(const QString& what, qint64 done, qint64 total)
{
    m_epoch->setText(what);
    m_bar->setRange(0, total > 0 ? kParts : 0);
    if (total > 0)
        m_bar->setValue(static_cast<int>(static_cast<double>(done) / static_cast<double>(total) * kParts));
}

void StatusStrip::onState()
{
    using State = AuditSession::State;
    const State state = m_bench.session().state();
    const bool busy = m_bench.session().busy();
    m_bar->setVisible(busy);
    m_epoch->setVisible(busy || state == State::Failed);
    for (QLabel* label : {m_rate, m_left})
        label->setVisible(state == State::Running);
    if (state == State::Loading) {
        m_bar->setRange(0, 0);
        m_epoch->setText(tr("working ..."));
    } else if (state == State::Stopping) {
        m_epoch->setText(tr("stopping ..."));
    } else if (state == State::Failed) {
        m_epoch->setText(tr("failed"));
    } else if (state == State::Running && m_bench.run().totalSteps() == 0) {
        m_bar->setRange(0, 0);
        m_epoch->setText(tr("preparing ..."));
    }
    refreshRun();
}

} // namespace leap::ui
