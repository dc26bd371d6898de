// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/step_page.h"
#include "ui/session/save_then.h"

class QLabel;
class QVBoxLayout;

namespace leap::ui {

class LossInterval;
class ProveForm;
class ResultModel;
class TableView;

/// Is the decision right? The model is retrained with and without the dropped fields and compared on test
/// rows, once; earlier proofs are listed below.
class ProvePage final : public StepPage {
    Q_OBJECT
public:
    /// @param saving the audit needs a file before it can be proved; outlives the page
    ProvePage(Workbench& bench, SaveThen& saving, QWidget* parent = nullptr);
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport() override;

private:
    QWidget* makeContent();
    QWidget* makeTop(QWidget* content);
    QVBoxLayout* makeResult(QWidget* content);
    void followChanges();
    void prove();
    void refresh() override;
    void refreshResult();
    void showProof(const Proof& proof);

    SaveThen& m_saving;
    ProveForm* m_form = nullptr;
    LossInterval* m_interval = nullptr;
    QLabel* m_verdict = nullptr;
    QLabel* m_figures = nullptr;
    TableView* m_table = nullptr;
    ResultModel* m_proofs = nullptr;
};

} // namespace leap::ui
