// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/ledger_view.h"

#include "core/base/text.h"
#include "core/study/ledger/ledger_table.h"
#include "ui/models/result_model.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_layout.h"
#include "ui/widgets/table_view.h"

#include <QLabel>

namespace leap::ui {
namespace {

IntervalRows::Data earningsOf(const Ledger& ledger)
{
    IntervalRows::Data data;
    data.unit = LedgerView::tr("log loss per row, on validation rows");
    data.key = LedgerView::tr("dot and line: earns, 95 %; filled: more than 0; tick: pays");
    for (size_t i = 0; i < ledger.fields.size(); ++i) {
        const LedgerField& field = ledger.fields[i];
        const Estimate& earns = field.measured.earns;
        data.rows << IntervalRow{
            static_cast<int>(i), QString::fromStdString(field.name), earns.mean,     earns.low(),
            earns.high(),        field.lambda * field.gate,          earns.low() > 0};
    }
    data.sort();
    return data;
}

ForceBalance::Data balanceOf(const LedgerField& field)
{
    ForceBalance::Data data;
    data.field = QString::fromStdString(field.name);
    data.lambda = field.lambda;
    data.gate = field.gate;
    for (size_t point = 0; point < kCurveGates.size(); ++point) {
        data.loss << QPointF(kCurveGates[point], field.measured.curve[point].mean);
        data.error << field.measured.curve[point].error;
    }
    return data;
}

} // namespace

LedgerView::LedgerView(QWidget* parent)
    : EvidenceView(QStringLiteral("evidence"), parent)
    , m_earnings(new IntervalRows(this))
    , m_balance(new ForceBalance(this))
    , m_words(makeWords("forceWords"))
    , m_notes(makeWords("ledgerNotes"))
    , m_model(new ResultModel(this))
    , m_table(new TableView(tr("Ledger"), this))
{
    setContent(makeContent());
    connect(m_earnings, &IntervalRows::chosen, this, &LedgerView::choose);
    connect(m_table, &TableView::rowsSelected, this, [this] {
        const QModelIndexList rows = m_table->selectedSourceRows();
        if (!rows.isEmpty())
            choose(rows.first().data(TableModel::RowRole).toInt());
    });
    for (Chart* chart : {static_cast<Chart*>(m_earnings), static_cast<Chart*>(m_balance)})
        connect(chart, &Chart::exportFailed, this, &LedgerView::exportFailed);
}

QWidget* LedgerView::makeContent()
{
    m_earnings->setAccessibleName(tr("What fields earn"));
    m_table->setObjectName(QStringLiteral("ledger"));
    m_table->setSource(m_model);
    m_notes->setForegroundRole(QPalette::PlaceholderText);
    auto* charts = makeSplit(Qt::Horizontal, m_earnings, 60, m_balance, 40, this);
    auto* top = makeColumn(charts, {m_words});
    return makeColumn(makeSplit(Qt::Vertical, top, 40, m_table, 28, this), {m_notes});
}

QVector<std::pair<QString, Chart*>> LedgerView::chartsForExport()
{
    if (!m_ledger)
        return {};
    return {{QStringLiteral("earnings"), m_earnings}, {QStringLiteral("forces"), m_balance}};
}

void LedgerView::setRun(const RunPtr& run)
{
    if (run == m_run && run)
        return;
    m_run = run;
    m_ledger = run ? run->studies.find<Ledger>() : nullptr;
    QString why = tr("A ledger shows, for each field, what the model loses without it, what its open gate "
                     "pays, and why the gate settled where it did.");
    if (const auto* stored = run ? run->studies.unreadable(studyName<Ledger>) : nullptr)
        why = QString::fromStdString(stored->why);
    invitation().set(tr("No ledger yet"), why, tr("Make the ledger"));
    showContent(m_ledger);
    if (m_ledger)
        show(*m_ledger);
}

void LedgerView::show(const Ledger& ledger)
{
    m_model->setTable(joined(ledgerTables(ledger)));
    m_table->fitColumns(m_model->columnCount() - 1);
    const IntervalRows::Data earnings = earningsOf(ledger);
    m_earnings->setData(earnings);
    m_notes->setText(QString::fromStdString(join(ledgerWords(ledger), "\n")));
    if (!earnings.rows.isEmpty())
        choose(earnings.rows.first().id);
}

void LedgerView::choose(int field)
{
    if (!m_ledger || field < 0 || static_cast<size_t>(field) >= m_ledger->fields.size())
        return;
    const LedgerField& page = m_ledger->fields[static_cast<size_t>(field)];
    m_earnings->setSelected(field);
    m_balance->setData(balanceOf(page));
    m_words->setText(
        QStringLiteral("%1: %2").arg(QString::fromStdString(page.name), QString::fromStdString(page.words)));
    m_table->selectSourceRows({m_model->rowOf(field)});
}

} // namespace leap::ui
