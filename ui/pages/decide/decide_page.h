// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/decision_model.h"
#include "ui/pages/step_page.h"

class QAction;
class QLabel;
class QToolButton;

namespace leap::ui {

class Consequence;
class DecisionBars;
class TableView;

/// What to keep: gates as bars with a line to drag, the rule, its consequence in figures, every verdict with
/// its reason, and the export.
class DecidePage final : public StepPage {
    Q_OBJECT
public:
    explicit DecidePage(Workbench& bench, QWidget* parent = nullptr);
    [[nodiscard]] QVector<QAction*> fileActions() override; ///< exports the decision
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport() override;

private:
    QWidget* makeContent();
    QWidget* makeTop(QWidget* content);
    void makeBars(QWidget* content);
    void makeTable(QWidget* content);
    void makeForceActions();
    void makeExport();
    void exportAs(const QString& suffix, const QString& filter);
    void force(DecisionModel::Force force);
    void followChanges();
    void refresh() override;
    void refreshFigures();
    void refreshBars();
    void fitColumns();
    void select(const QVector<int>& fields);

    DecisionModel* m_model;
    QAction* m_exportAction;
    QToolButton* m_export;
    DecisionBars* m_bars = nullptr;
    TableView* m_table = nullptr;
    Consequence* m_consequence = nullptr;
    QLabel* m_problem = nullptr;
    bool m_fitWanted = true; ///< another run than before: column widths anew
};

} // namespace leap::ui
