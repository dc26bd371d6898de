// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/interval_rows.h"
#include "ui/pages/evidence/evidence_view.h"
#include "ui/session/job.h"

namespace leap::ui {

class ResultModel;
class TableView;

/// The noise floor of a run: what fields earn in standard errors, compared with shuffled copies.
class NoiseView final : public EvidenceView {
    Q_OBJECT
public:
    explicit NoiseView(QWidget* parent = nullptr);
    void setRun(const RunPtr& run); ///< null: none
    [[nodiscard]] QVector<std::pair<QString, Chart*>> chartsForExport() override;

private:
    QWidget* makeContent();
    void show(const ProbeStudy& study);
    void choose(int field);

    IntervalRows* m_chart;
    QLabel* m_words;
    ResultModel* m_model;
    TableView* m_table;
    RunPtr m_run;
};

} // namespace leap::ui
