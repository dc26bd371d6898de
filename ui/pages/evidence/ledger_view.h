// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/interval_rows.h"
#include "ui/charts/gates/force_balance.h"
#include "ui/pages/evidence/evidence_view.h"
#include "ui/session/job.h"

namespace leap::ui {

class ResultModel;
class TableView;

/// A run's ledger: what fields earn as intervals, the balance of forces on the chosen field's gate, and all
/// figures as a table.
class LedgerView final : public EvidenceView {
    Q_OBJECT
public:
    explicit LedgerView(QWidget* parent = nullptr);
    void setRun(const RunPtr& run); ///< null: none
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport() override;

private:
    QWidget* makeContent();
    void show(const Ledger& ledger);
    void choose(int field);

    IntervalRows* m_earnings;
    ForceBalance* m_balance;
    QLabel* m_words;
    QLabel* m_notes;
    ResultModel* m_model;
    TableView* m_table;
    RunPtr m_run;
    const Ledger* m_ledger = nullptr; ///< of m_run
};

} // namespace leap::ui
