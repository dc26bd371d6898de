// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QVector>
#include <QWidget>

#include <utility>

class QLabel;
class QStackedWidget;

namespace leap::ui {

class BusyState;
class Chart;
class EmptyState;
class LossInterval;
class MessageBar;
class ProveForm;
class TableView;

/// Is the decision right? The model is retrained with and without the dropped fields and compared on test
/// rows, once; earlier proofs stand below.
class ProvePage final : public QWidget {
    Q_OBJECT
public:
    explicit ProvePage(Workbench& bench, QWidget* parent = nullptr);
    void prove(); ///< what the form says; the audit has a file
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport(); ///< as RunCharts'

Q_SIGNALS:
    void searchRequested();
    void saveRequested(); ///< the audit needs a file before it can be proved

private:
    QWidget* makeContent();
    void askToProve();
    void refresh();
    void refreshResult();
    void onEnded(const JobEnd& end);

    Workbench& m_bench;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    BusyState* m_busy;
    MessageBar* m_message;
    ProveForm* m_form = nullptr;
    LossInterval* m_interval = nullptr;
    QLabel* m_verdict = nullptr;
    QLabel* m_figures = nullptr;
    TableView* m_table = nullptr;
    QWidget* m_content; ///< last: made of the members above
};

} // namespace leap::ui
