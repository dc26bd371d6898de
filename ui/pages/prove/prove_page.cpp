// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/prove/prove_page.h"

#include "core/study/proof/proof_table.h"
#include "ui/charts/decision/loss_interval.h"
#include "ui/format.h"
#include "ui/models/result_model.h"
#include "ui/pages/prove/prove_form.h"
#include "ui/theme.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <optional>

namespace leap::ui {
namespace {

constexpr int kFormWidth = 40 * kGrid;
constexpr int kIntervalHeight = 28 * kGrid;

QString figuresText(const Proof& proof)
{
    const PairedLoss& loss = proof.loss;
    return ProvePage::tr(
               "%1 on test rows, mean of %2 trainings: all fields %3, pruned %4. Standard error: %5 from "
               "rows (%6), %7 from trainings. This comparison would detect a loss of %8 in 4 of 5 cases.")
        .arg(QString::fromUtf8(lossMetricTitle(proof.plan.metric)), countText(proof.plan.seeds),
             aucText(proof.full), aucText(proof.pruned), QString::number(loss.rowError, 'f', 5),
             QString::fromStdString(loss.method), QString::number(loss.seedError, 'f', 5),
             QString::number(loss.smallestDetectable(), 'f', 5));
}

std::optional<LossInterval::Data> intervalOf(const Proof& proof)
{
    const PairedLoss& loss = proof.loss;
    if (!loss.defined())
        return std::nullopt;
    return LossInterval::Data{loss.loss, loss.lowerBound(), loss.upperBound(), proof.plan.margin,
                              QString::fromUtf8(lossMetricTitle(proof.plan.metric))};
}

} // namespace

ProvePage::ProvePage(Workbench& bench, SaveThen& saving, QWidget* parent)
    : StepPage(bench, QStringLiteral("prove"), parent)
    , m_saving(saving)
{
    invite(tr("Nothing to prove yet"),
           tr("After a search and a decision, this page retrains the model with and without the dropped "
              "fields and compares the two on rows that have not been used before."),
           tr("Go to the search"));
    busy().setTitle(tr("Retraining"));
    setContent(makeContent());
    layOut();
    followChanges();
    refresh();
}

void ProvePage::followChanges()
{
    connect(m_form, &ProveForm::proveRequested, this, &ProvePage::prove);
    follow(bench().study(), &Study::runsChanged, &Study::decisionChanged, &Study::proofsChanged);
    follow(bench().session(), &AuditSession::stateChanged);
    whenEnded<ProveJob>([this](JobOutcome outcome, const TaskEnd<ProveJob>& end) {
        if (outcome == JobOutcome::Stopped)
            message().say(MessageBar::Tone::Info,
                          end.made ? tr("Stopped. The plan stays in the audit and counts as a look.")
                                   : tr("Stopped before a test row was opened."));
    });
}

QWidget* ProvePage::makeContent()
{
    auto* content = new QWidget(this);
    m_table = new TableView(tr("Proofs"), content);
    m_table->setObjectName(QStringLiteral("proofs"));
    m_proofs = new ResultModel(this);
    m_table->setSource(m_proofs);
    auto* layout = columnLayout(content, 2 * kGrid);
    layout->addWidget(makeTitle(tr("Prove"), content));
    layout->addWidget(makeSplit(Qt::Vertical, makeTop(content), 52, m_table, 24, content), 1);
    return content;
}

QWidget* ProvePage::makeTop(QWidget* content)
{
    m_form = new ProveForm(bench(), content);
    m_form->setFixedWidth(kFormWidth);
    auto* top = new QWidget(content);
    auto* layout = new QHBoxLayout(top);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4 * kGrid);
    layout->addWidget(m_form);
    layout->addLayout(makeResult(content), 1);
    return top;
}

QVBoxLayout* ProvePage::makeResult(QWidget* content)
{
    m_interval = new LossInterval(content);
    m_interval->setFixedHeight(kIntervalHeight);
    connect(m_interval, &Chart::exportFailed, this, &ProvePage::complain);
    m_verdict = makeTitle({}, content);
    m_verdict->setObjectName(QStringLiteral("proofVerdict"));
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
    return result;
}

QVector<std::pair<QString, Chart*>> ProvePage::chartsForExport()
{
    if (!m_interval->hasData())
        return {};
    return {{QStringLiteral("proof"), m_interval}};
}

void ProvePage::prove()
{
    message().clear();
    if (bench().study().path().isEmpty())
        m_saving.saveThen([this] { bench().prove(m_form->plan()); });
    else
        bench().prove(m_form->plan());
}

void ProvePage::refresh()
{
    showFace(bench().session().proving() ? Face::Busy : bench().study().run() ? Face::Content : Face::Empty);
    refreshResult();
    m_proofs->setTable(proofTables(bench().study().proofs()).front());
    m_table->setVisible(m_proofs->rowCount() > 0);
    m_table->fitColumns(m_proofs->columnCount() - 1);
}

void ProvePage::refreshResult()
{
    if (const Proof* proof = bench().study().proofOfDecision()) {
        showProof(*proof);
        return;
    }
    m_interval->setVisible(false);
    m_interval->setData({});
    m_verdict->setText(tr("This decision is not proved yet."));
    m_figures->setText(
        tr("A gate shows whether this model uses a field on unseen rows, not whether a retrained model would "
           "miss it. A proof trains the model from scratch, several times with all fields and as often "
           "without the dropped ones, and compares the two on test rows. It claims that there is no loss "
           "only if the upper 95 % bound of the loss is below the margin."));
}

void ProvePage::showProof(const Proof& proof)
{
    m_interval->setVisible(proof.loss.defined());
    m_interval->setData(intervalOf(proof));
    m_verdict->setText(QString::fromStdString(proofSentence(proof)));
    m_figures->setText(figuresText(proof));
}

StepPage* makeProvePage(const PageParts& parts, QWidget* parent)
{
    return new ProvePage(parts.bench, parts.saving, parent);
}

} // namespace leap::ui
