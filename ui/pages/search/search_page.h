// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QVector>
#include <QWidget>

#include <utility>

class QAction;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace leap::ui {

class BusyState;
class Chart;
class EmptyState;
class MessageBar;
class PrimaryButton;
class RunActions;
class RunCharts;

/// Settings at the left, the run at the right, live.
class SearchPage final : public QWidget {
    Q_OBJECT
public:
    SearchPage(Workbench& bench, RunActions& actions, QWidget* parent = nullptr);
    [[nodiscard]] QAction* settingsAction() const
    {
        return m_settingsAction;
    } ///< shows or hides the settings
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport();
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout); ///< empty = the default

Q_SIGNALS:
    void done(); ///< the user goes on to the decision
    void dataRequested();

private:
    QWidget* makeRunSide();
    void refresh();
    void refreshFacts();
    void refreshBusy();
    void refreshEmpty();
    void onEmptyTriggered();
    void onEnded(const JobEnd& end);
    [[nodiscard]] QString doneText(const RunRecord& run) const;

    Workbench& m_bench;
    RunActions& m_actions;
    QAction* m_settingsAction;
    QScrollArea* m_settings;
    MessageBar* m_message;
    QLabel* m_facts;
    QPushButton* m_continue;
    PrimaryButton* m_decide;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    BusyState* m_busy;
    RunCharts* m_charts;
};

} // namespace leap::ui
