// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/prove/prove_page.h"

#include "ui/charts/decision/loss_interval.h"
#include "ui/format.h"
#include "ui/models/proof_model.h"
#include "ui/pages/prove/prove_form.h"
#include "ui/theme.h"
#include "ui/widgets/busy_state.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

constexpr int kFormWidth = 40 * kGrid;
constexpr int kIntervalHeight = 28 * kGrid;

} // namespace

ProvePage::ProvePage(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(QStringLiteral("prove"), this))
    , m_busy(new BusyState(this))
    , m_message(new MessageBar(this))
    , m_content(makeContent())
{
    m_empty->set(tr("Nothing to prove yet"),
                 tr("After a search and a decision, the model is retrained here with and without the dropped "
                    "fields, and both are compared on rows that nothing has looked at."),
                 tr("Go to the search"));
    m_busy->setTitle(tr("Retraining"));
    for (QWidget* part : {static_cast<QWidget*>(m_empty), static_cast<QWidget*>(m_busy), m_content})
        m_stack->addWidget(part);
    layOutPage(this, m_message, m_stack);
    connect(m_empty, &EmptyState::triggered, this, &ProvePage::searchRequested);
    connect(m_busy, &BusyState::stopRequested, &m_bench.session(), &AuditSession::stop);
    connect(m_form, &ProveForm::proveRequested, this, &ProvePage::askToProve);
    for (const auto signal : {&Study::runsChanged, &Study::decisionChanged, &Study::proofsChanged})
        connect(&m_bench.study(), signal, this, &ProvePage::refresh);
    connect(&m_bench.session(), &AuditSession::stateChanged, this, &ProvePage::refresh);
    connect(&m_bench.session(), &AuditSession::progressed, m_busy, &BusyState::setProgress);
    connect(&m_bench, &Workbench::ended, this, &ProvePage::onEnded);
    refresh();
}

QWidget* ProvePage::makeContent()
{
    auto* content = new QWidget(this);
    auto* title = new QLabel(tr("Prove"), content);
    title->setFont(titleFont());
    m_form = new ProveForm(m_bench, content);
    m_form->setFixedWidth(kFormWidth);
    m_interval = new LossInterval(content);
    m_interval->setFixedHeight(kIntervalHeight);
    connect(m_interval, &Chart::exportFailed, this,
            [this](const QString& why) { m_message->say(MessageBar::Tone::Error, why); });
    m_verdict = new QLabel(content);
    m_verdict->setObjectName(QStringLiteral("proofVerdict"));
    m_verdict->setFont(titleFont());
    m_verdict->setWordWrap(true);
    m_figures = new QLabel(content);
    m_figures->setWordWrap(true);
    m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* result = new QVBoxLayout;
    result->setSpacing(kGrid);
    result->addWidget(m_verdict);
    result->addWidget(m_interval);
    result->addWidget(m_figures);
    result->addStretch(1);
    auto* top = new QWidget(content);
    auto* topLayout = new QHBoxLayout(top);
    topLayout->setContentsMargins(0, 0, 0, 0);
    topLayout->setSpacing(4 * kGrid);
    topLayout->addWidget(m_form);
    topLayout->addLayout(result, 1);
    m_table = new TableView(tr("Proofs"), content);
    m_table->setObjectName(QStringLiteral("proofs"));
    m_table->setSource(new ProofModel(m_bench.study(), this));
    auto* parts = makeSplit(Qt::Vertical, top, 52, m_table, 24, content);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(title);
    layout->addWidget(parts, 1);
    return content;
}

QVector<std::pair<QString, Chart*>> ProvePage::chartsForExport()
{
    if (!m_interval->hasData())
        return {};
    return {{QStringLiteral("proof"), m_interval}};
}

void ProvePage::askToProve()
{
    m_message->clear();
    if (m_bench.study().path().isEmpty())
        Q_EMIT saveRequested();
    else
        prove();
}

void ProvePage::prove()
{
    m_bench.prove(m_form->plan());
}

void ProvePage::refresh()
{
    QWidget* shown = m_bench.session().proving() ? static_cast<QWidget*>(m_busy)
        : m_bench.study().run()                  ? m_content
                                                 : static_cast<QWidget*>(m_empty);
    m_stack->setCurrentWidget(shown);
    refreshResult();
    m_table->setVisible(!m_bench.study().proofs().empty());
    m_table->fitColumns(ProofModel::VerdictColumn);
}

void ProvePage::refreshResult()
{
    const Proof* proof = m_bench.study().proofOfDecision();
    m_interval->setVisible(proof && proof->loss.defined());
    if (!proof) {
        m_interval->setData({});
        m_verdict->setText(tr("This decision is not proved yet."));
        m_figures->setText(
            tr("A gate shows whether this model uses a field on unseen rows, not whether a retrained model "
               "would miss it. A proof trains the model from scratch, several times with all fields and "
               "as often without the dropped ones, and compares both on test rows: no loss is claimed "
               "unless its upper 95 % bound lies below the margin."));
        return;
    }
    const PairedLoss& loss = proof->loss;
    const QString metric = QString::fromUtf8(lossMetricTitle(proof->plan.metric));
    m_verdict->setText(!loss.defined() ? tr("No verdict: %1.").arg(QString::fromStdString(loss.reason))
                           : proof->noLoss()
                           ? tr("No loss above the margin: the dropped fields, all together, are not needed.")
                           : tr("Not shown: a loss above the margin cannot be excluded."));
    m_interval->setData(loss.defined() ? std::optional(LossInterval::Data{
                            loss.loss, loss.lowerBound(), loss.upperBound(), proof->plan.margin, metric})
                                       : std::nullopt);
    m_figures->setText(
        tr("%1 on test rows, mean of %2 trainings: all fields %3, pruned %4. Standard error %5 by rows (%6), "
           "%7 by "
           "trainings. The smallest loss that this comparison would have found 4 times in 5 is %8.")
            .arg(metric, countText(proof->plan.seeds), aucText(proof->full), aucText(proof->pruned),
                 QString::number(loss.rowError, 'f', 5), QString::fromStdString(loss.method),
                 QString::number(loss.seedError, 'f', 5),
                 QString::number(loss.smallestDetectable(), 'f', 5)));
}

void ProvePage::onEnded(const JobEnd& end)
{
    if (!std::holds_alternative<ProveJob>(end.task))
        return;
    if (end.outcome == JobOutcome::Failed)
        m_message->say(MessageBar::Tone::Error, end.error);
    else if (end.outcome == JobOutcome::Stopped)
        m_message->say(MessageBar::Tone::Info,
                       end.proof ? tr("Stopped. The plan stays in the audit and counts as a look.")
                                 : tr("Stopped before a test row was opened."));
    refresh();
}

} // namespace leap::ui
