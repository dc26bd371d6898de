// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/table_model.h"
#include "ui/session/live_run.h"

namespace leap::ui {

/// What a search did and said, in the order of its steps: epochs with their figures, changes by the user,
/// messages.
class RunLogModel final : public TableModel {
    Q_OBJECT
public:
    enum Column { Step, What, kColumns };
    explicit RunLogModel(LiveRun& run, QObject* parent = nullptr);

protected:
    QVariant cell(int row, int column, int role) const override;

private:
    struct Line {
        int64_t step = 0; ///< 0 = before the first
        QString text;
        bool best = false;
    };
    void refresh();
    LiveRun& m_run;
    std::vector<Line> m_lines;
};

} // namespace leap::ui
