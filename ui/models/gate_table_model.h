// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/table_model.h"
#include "ui/session/live_run.h"

namespace leap::ui {

/// The gates at the step that the charts show: the table twin of heat map, strip and lines.
class GateTableModel final : public TableModel {
    Q_OBJECT
public:
    enum Column { Name, Gate, Divergence, Lambda, Move, kColumns };
    explicit GateTableModel(LiveRun& run, QObject* parent = nullptr);
    /// What the two say, for charts of them too.
    [[nodiscard]] static QString divergenceHelp();
    [[nodiscard]] static QString lambdaHelp();

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    void refresh();
    [[nodiscard]] double value(int row, int column) const;
    LiveRun& m_run;
    QStringList m_fields;
    StepValues m_values;
    std::vector<double> m_start; ///< gates of the first recorded step
};

} // namespace leap::ui
