// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QVector>
#include <QWidget>

#include <utility>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTabWidget;

namespace leap::ui {

class BusyState;
class Chart;
class EmptyState;
class EvidenceForm;
class LedgerView;
class MessageBar;
class NoiseView;
class SearchesView;

/// How firm are the gates? What a finished search is asked beside them, and what it answered.
class EvidencePage final : public QWidget {
    Q_OBJECT
public:
    explicit EvidencePage(Workbench& bench, QWidget* parent = nullptr);
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport(); ///< as RunCharts'

Q_SIGNALS:
    void searchRequested();

private:
    QWidget* makeContent();
    void ask(const EvidenceAsk& ask);
    void listRuns();
    void refresh();
    void onEnded(const JobEnd& end);

    Workbench& m_bench;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    BusyState* m_busy;
    MessageBar* m_message;
    EvidenceForm* m_form = nullptr;
    QTabWidget* m_tabs = nullptr;
    LedgerView* m_ledger = nullptr;
    NoiseView* m_noise = nullptr;
    SearchesView* m_searches = nullptr;
    QLabel* m_facts = nullptr;
    QComboBox* m_runs = nullptr; ///< seen where there are several
    QWidget* m_content; ///< last: made of the members above
};

} // namespace leap::ui
