// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/force_balance.h"
#include "ui/charts/interval_rows.h"
#include "ui/session/job.h"

#include <QVector>
#include <QWidget>

#include <optional>
#include <utility>

class QLabel;
class QStackedWidget;

namespace leap::ui {

class CellTable;
class EmptyState;
class TableView;

/// A run's ledger: what fields earn as intervals, the balance of forces on the chosen field's gate, and all
/// figures as a table.
class LedgerView final : public QWidget {
    Q_OBJECT
public:
    explicit LedgerView(QWidget* parent = nullptr);
    void setRun(const RunPtr& run); ///< null: none
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport();

Q_SIGNALS:
    void wanted(); ///< there is no ledger, and the user asks for one
    void exportFailed(const QString& message);

private:
    QWidget* makeContent();
    void show(const Ledger& ledger);
    void choose(int field);

    QStackedWidget* m_stack;
    EmptyState* m_empty;
    IntervalRows* m_earnings;
    ForceBalance* m_balance;
    QLabel* m_words;
    QLabel* m_notes;
    CellTable* m_model;
    TableView* m_table;
    RunPtr m_run;
    std::optional<Ledger> m_ledger;
};

} // namespace leap::ui
