// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/ledger/ledger.h"
#include "ui/charts/base/interval_rows.h"
#include "ui/charts/gates/force_balance.h"
#include "ui/pages/evidence/charts_of.h"

class QLabel;

namespace leap::ui {

/// What fields earn as intervals, and the balance of forces on the chosen field's gate, with its sentence.
class LedgerCharts final : public StudyCharts {
    Q_OBJECT
public:
    explicit LedgerCharts(QWidget* parent);
    void setResult(const StudyResult& result) override;
    void choose(int field) override;
    [[nodiscard]] QVector<std::pair<QString, Chart*>> charts() override;

private:
    IntervalRows* m_earnings;
    ForceBalance* m_balance;
    QLabel* m_words;
    StudyResult m_result; ///< keeps the ledger
    const Ledger* m_ledger = nullptr;
};

} // namespace leap::ui
