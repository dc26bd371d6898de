// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/live_run.h"

#include <QElapsedTimer>
#include <QVector>
#include <QWidget>

#include <utility>

class QSplitter;
class QTabWidget;

namespace leap::ui {

class Chart;
class FieldLines;
class GateHeatMap;
class GateStrip;
class GateTableModel;
class LineChart;
class RunLogModel;
class StepChart;
class TableView;

/// All views of one run: heat map, lines, loss and AUC, table, log, gate strip, scrubbing. They share cursor,
/// zoom and selection, and are filled once per snapshot while they can be seen.
class RunCharts final : public QWidget {
    Q_OBJECT
public:
    explicit RunCharts(LiveRun& run, QWidget* parent = nullptr);
    void setLive(bool live); ///< the search is under way
    /// Every chart that has data, as it is now, with a name for its file.
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport();
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout); ///< empty = the default

Q_SIGNALS:
    void exportFailed(const QString& message);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void layOut();
    void shareSelection();
    QWidget* makeRightTabs();
    void makeTables();
    void wire(StepChart* chart);
    void restart();
    void advance();
    void showStep();
    void fill();
    void fillStep();
    void sortInCalmMoments();
    void select(const QVector<int>& fields);

    LiveRun& m_run;
    GateTableModel* m_gates;
    RunLogModel* m_log;
    QSplitter* m_rows;
    QSplitter* m_columns;
    GateHeatMap* m_heat;
    FieldLines* m_lines;
    QTabWidget* m_rightTabs;
    LineChart* m_loss = nullptr;
    LineChart* m_auc = nullptr;
    TableView* m_table = nullptr;
    TableView* m_logTable = nullptr;
    GateStrip* m_strip;
    QVector<StepChart*> m_stepCharts;
    QVector<int> m_selection;
    QElapsedTimer m_sinceSort; ///< of the table, which waits for calm moments while live
};

} // namespace leap::ui
