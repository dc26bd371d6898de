// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/line_chart.h"
#include "ui/pages/evidence/charts_of.h"

class QLabel;

namespace leap::ui {

/// Pruned columns against the metric that they cost, a line for each selector.
class RoiCharts final : public StudyCharts {
    Q_OBJECT
public:
    explicit RoiCharts(QWidget* parent);
    void setResult(const StudyResult& result) override;
    void choose(int source) override;
    [[nodiscard]] QVector<std::pair<QString, Chart*>> charts() override;

private:
    QLabel* m_axes; ///< what the two axes say
    LineChart* m_chart;
};

} // namespace leap::ui
