// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/base/interval_rows.h"
#include "ui/pages/evidence/charts_of.h"

#include <functional>

namespace leap::ui {

/// One chart of values with their intervals, a line for each row of the result that is about something.
class IntervalCharts final : public StudyCharts {
    Q_OBJECT
public:
    using Data = std::function<IntervalRows::Data(const StudyResult& result)>;

    /// @param fileName of the exported chart, without an ending @param title for screen readers
    IntervalCharts(Data make, const QString& fileName, const QString& title, QWidget* parent);
    void setResult(const StudyResult& result) override;
    void choose(int source) override;
    [[nodiscard]] QVector<std::pair<QString, Chart*>> charts() override;

private:
    Data m_make;
    QString m_fileName;
    IntervalRows* m_chart;
};

/// What each study shows as intervals; empty data where the result is another study's.
[[nodiscard]] IntervalRows::Data probeIntervals(const StudyResult& result);
[[nodiscard]] IntervalRows::Data pathIntervals(const StudyResult& result);
[[nodiscard]] IntervalRows::Data stepwiseIntervals(const StudyResult& result);
[[nodiscard]] IntervalRows::Data comparisonIntervals(const StudyResult& result);
[[nodiscard]] IntervalRows::Data fineTuningIntervals(const StudyResult& result);

} // namespace leap::ui
