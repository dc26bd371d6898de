// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/live_run.h"

#include <QTabWidget>
#include <QVector>

#include <array>

namespace leap::ui {

class LineChart;

/// Gate, divergence and lambda of the selected fields as lines over the steps; of the fields that moved most
/// while none is selected.
class FieldLines final : public QTabWidget {
    Q_OBJECT
public:
    explicit FieldLines(LiveRun& run, QWidget* parent = nullptr);
    [[nodiscard]] const std::array<LineChart*, 3>& charts() const { return m_charts; }
    void restart(); ///< other fields
    void advance(); ///< the run has new steps
    void setSelection(const QVector<int>& fields);
    void chooseAgain(); ///< looks for the top movers anew, as it else does rarely
    void fillAll(); ///< the charts of hidden tabs too

private:
    enum class Value { Gate, Divergence, Lambda };
    void choose();
    void fill();
    void fill(Value value);
    [[nodiscard]] QVector<int> topMovers() const;
    [[nodiscard]] QVector<QPointF> course(Value value, int field) const;

    LiveRun& m_run;
    std::array<LineChart*, 3> m_charts{}; ///< by Value
    QVector<int> m_selection;
    QVector<int> m_drawn; ///< fields that have lines
    int64_t m_chooseAgainAt = 0; ///< step from which the top movers are looked for anew
};

} // namespace leap::ui
