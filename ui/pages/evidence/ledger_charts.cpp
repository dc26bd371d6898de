// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/ledger_charts.h"

#include "ui/theme.h"
#include "ui/widgets/page_layout.h"

#include <QLabel>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

IntervalRows::Data earningsOf(const Ledger& ledger)
{
    IntervalRows::Data data;
    data.unit = LedgerCharts::tr("log loss per row, on validation rows");
    data.key = LedgerCharts::tr("dot and line: earns, 95 %; filled: more than 0; tick: pays");
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

LedgerCharts::LedgerCharts(QWidget* parent)
    : StudyCharts(parent)
    , m_earnings(new IntervalRows(this))
    , m_balance(new ForceBalance(this))
    , m_words(new QLabel(this))
{
    m_earnings->setAccessibleName(tr("What fields earn"));
    m_words->setObjectName(QStringLiteral("forceWords"));
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = columnLayout(this, kGrid / 2);
    layout->addWidget(makeSplit(Qt::Horizontal, m_earnings, 60, m_balance, 40, this), 1);
    layout->addWidget(m_words);
    connect(m_earnings, &IntervalRows::chosen, this, &StudyCharts::chosen);
    for (Chart* chart : {static_cast<Chart*>(m_earnings), static_cast<Chart*>(m_balance)})
        connect(chart, &Chart::exportFailed, this, &StudyCharts::exportFailed);
}

void LedgerCharts::setResult(const StudyResult& result)
{
    m_result = result;
    m_ledger = m_result.as<Ledger>();
    const IntervalRows::Data earnings = m_ledger ? earningsOf(*m_ledger) : IntervalRows::Data{};
    m_earnings->setData(earnings);
    if (!earnings.rows.isEmpty())
        choose(earnings.rows.first().id);
}

void LedgerCharts::choose(int field)
{
    if (!m_ledger || field < 0 || static_cast<size_t>(field) >= m_ledger->fields.size())
        return;
    const LedgerField& chosen = m_ledger->fields[static_cast<size_t>(field)];
    m_earnings->setSelected(field);
    m_balance->setData(balanceOf(chosen));
    m_words->setText(QStringLiteral("%1: %2").arg(QString::fromStdString(chosen.name),
                                                  QString::fromStdString(chosen.words)));
}

QVector<std::pair<QString, Chart*>> LedgerCharts::charts()
{
    if (!m_ledger)
        return {};
    return {{QStringLiteral("earnings"), m_earnings}, {QStringLiteral("forces"), m_balance}};
}

} // namespace leap::ui
