// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_result.h"
#include "ui/charts/base/chart.h"

#include <QVector>
#include <QWidget>

#include <string>
#include <utility>

namespace leap::ui {

/// The charts of one study's result, side by side with its table.
class StudyCharts : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual void setResult(const StudyResult& result) = 0;
    /// Shows which row of the table is chosen. @param source of the row (ResultTable::Row)
    virtual void choose(int source) = 0;
    /// The charts with names for their files.
    [[nodiscard]] virtual QVector<std::pair<QString, Chart*>> charts() = 0;

Q_SIGNALS:
    void chosen(int source); ///< by the user
    void exportFailed(const QString& message);
};

/// New charts for the results of a study; null where its tables say everything. The one place that knows
/// which chart belongs to which study.
[[nodiscard]] StudyCharts* chartsOf(const std::string& study, QWidget* parent);

} // namespace leap::ui
