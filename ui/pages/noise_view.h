// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/interval_rows.h"
#include "ui/session/job.h"

#include <QVector>
#include <QWidget>

#include <utility>

class QLabel;
class QStackedWidget;

namespace leap::ui {

class CellTable;
class EmptyState;
class TableView;

/// The noise floor of a run: what fields earn in standard errors beside what shuffled copies reach.
class NoiseView final : public QWidget {
    Q_OBJECT
public:
    explicit NoiseView(QWidget* parent = nullptr);
    void setRun(const RunPtr& run); ///< null: none
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport();

Q_SIGNALS:
    void wanted(); ///< the floor is not known, and the user asks for it
    void exportFailed(const QString& message);

private:
    QWidget* makeContent();
    void show(const ProbeStudy& study);
    void choose(int field);

    QStackedWidget* m_stack;
    EmptyState* m_empty;
    IntervalRows* m_chart;
    QLabel* m_words;
    CellTable* m_model;
    TableView* m_table;
    RunPtr m_run;
};

} // namespace leap::ui
