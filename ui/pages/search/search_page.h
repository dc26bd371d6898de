// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/step_page.h"

class QAction;
class QLabel;
class QPushButton;
class QScrollArea;

namespace leap::ui {

class PrimaryButton;
class RunActions;
class RunCharts;

/// Settings at the left, the run at the right, live.
class SearchPage final : public StepPage {
    Q_OBJECT
public:
    SearchPage(Workbench& bench, RunActions& actions, QWidget* parent = nullptr);
    [[nodiscard]] QVector<QAction*> viewActions() override; ///< shows or hides the settings
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport() override;
    [[nodiscard]] QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray& layout) override;

private:
    void makeSettings();
    void makeToggle();
    void makeButtons();
    QWidget* makeRunSide();
    void followChanges();
    void refresh() override;
    void onInvited() override;
    void refreshFacts();
    void refreshBusy();
    void refreshInvitation();
    [[nodiscard]] QStringList runFacts() const;
    [[nodiscard]] static QStringList doneFacts(const RunRecord& run);

    RunActions& m_actions;
    QAction* m_settingsAction;
    QScrollArea* m_settings;
    QLabel* m_facts;
    QPushButton* m_continue;
    PrimaryButton* m_decide;
    RunCharts* m_charts;
};

} // namespace leap::ui
