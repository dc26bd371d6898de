// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/decision_model.h"
#include "ui/session/workbench.h"

#include <QVector>
#include <QWidget>

#include <utility>

class QAction;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace leap::ui {

class Chart;
class DecisionBars;
class EmptyState;
class FigurePair;
class MessageBar;
class TableView;

/// What to keep: gates as bars with a line to drag, the rule, its consequence in figures, every verdict with
/// its reason, and the export.
class DecidePage final : public QWidget {
    Q_OBJECT
public:
    explicit DecidePage(Workbench& bench, QWidget* parent = nullptr);
    void exportWithDialog(); ///< as JSON unless another type is chosen
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport(); ///< as RunCharts'

Q_SIGNALS:
    void searchRequested();
    void evidenceRequested();
    void proofRequested();

private:
    QWidget* makeContent();
    QWidget* makeConsequence();
    void makeForceActions();
    void makeExportMenu();
    void exportAs(const QString& suffix, const QString& filter);
    void force(DecisionModel::Force force);
    void refresh();
    void refreshFigures();
    void refreshBars();
    void select(const QVector<int>& fields);
    void onEnded(const JobEnd& end);

    Workbench& m_bench;
    DecisionModel* m_model;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    MessageBar* m_message;
    QToolButton* m_export;
    DecisionBars* m_bars = nullptr;
    TableView* m_table = nullptr;
    FigurePair* m_fields = nullptr;
    FigurePair* m_columns = nullptr;
    FigurePair* m_bytes = nullptr;
    bool m_fitWanted = true; ///< another run than before: column widths anew
    QLabel* m_notes = nullptr;
    QLabel* m_problem = nullptr;
    QWidget* m_content; ///< last: made of the members above
};

} // namespace leap::ui
