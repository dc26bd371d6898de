// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/live_run.h"

#include <QVector>
#include <QWidget>

class QSplitter;
class QTabWidget;

namespace leap::ui {

class GateHeatMap;
class GateStrip;
class GateTableModel;
class LineChart;
class RunLogModel;
class StepChart;
class TableView;

/// All views of one run: heat map, lines, loss and AUC, table, log, gate strip, scrubbing. They share cursor,
/// zoom and selection, and are filled once per snapshot.
class RunCharts final : public QWidget {
    Q_OBJECT
public:
    explicit RunCharts(LiveRun& run, QWidget* parent = nullptr);
    void setLive(bool live); ///< the search is under way
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout); ///< empty = the default

private:
    enum class Value { Gate, Divergence, Lambda };
    QWidget* makeLineTabs();
    QWidget* makeRightTabs();
    void wire(StepChart* chart);
    void restart();
    void advance();
    void showStep();
    void select(const QVector<int>& fields);
    void fillLines();
    void fillLoss();
    void fillAuc();
    void chooseLines();
    [[nodiscard]] QVector<QPointF> course(Value value, int field) const;

    LiveRun& m_run;
    GateTableModel* m_gates;
    RunLogModel* m_log;
    QSplitter* m_rows;
    QSplitter* m_columns;
    GateHeatMap* m_heat;
    QTabWidget* m_lineTabs;
    QTabWidget* m_rightTabs;
    LineChart* m_lines[3] = {nullptr, nullptr, nullptr}; ///< by Value
    LineChart* m_loss = nullptr;
    LineChart* m_auc = nullptr;
    TableView* m_table = nullptr;
    TableView* m_logTable = nullptr;
    GateStrip* m_strip;
    QVector<StepChart*> m_stepCharts;
    QVector<int> m_selection;
    QVector<int> m_drawn; ///< fields that have lines
    int64_t m_chooseAgainAt = 0; ///< step from which the top movers are looked for anew
};

} // namespace leap::ui
