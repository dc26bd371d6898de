// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/step_page.h"

class QComboBox;
class QLabel;
class QTabWidget;

namespace leap::ui {

class EvidenceForm;
class LedgerView;
class NoiseView;
class SearchesView;

/// How reliable are the gates? Studies that can be run on a finished search, and their results.
class EvidencePage final : public StepPage {
    Q_OBJECT
public:
    explicit EvidencePage(Workbench& bench, QWidget* parent = nullptr);
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport() override;

private:
    QWidget* makeContent();
    QLayout* makeHead(QWidget* content);
    QWidget* makeSide(QWidget* content);
    void makeTabs(QWidget* content);
    void followChanges();
    void ask(const EvidenceAsk& ask);
    void listRuns();
    void refresh() override;
    void report(JobOutcome outcome, const TaskEnd<EvidenceJob>& end);

    EvidenceForm* m_form = nullptr;
    QTabWidget* m_tabs = nullptr;
    LedgerView* m_ledger = nullptr;
    NoiseView* m_noise = nullptr;
    SearchesView* m_searches = nullptr;
    QLabel* m_facts = nullptr;
    QComboBox* m_runs = nullptr; ///< seen where there are several
};

} // namespace leap::ui
