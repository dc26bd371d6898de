// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace leap::ui {

class PrimaryButton;

/// What is proved: the dropped set, metric, margin and number of trainings, and the button that begins.
class ProveForm final : public QWidget {
    Q_OBJECT
public:
    explicit ProveForm(Workbench& bench, QWidget* parent = nullptr);
    [[nodiscard]] ProofPlan plan() const; ///< only where the bench has no obstacle

Q_SIGNALS:
    void proveRequested();

private:
    void layOut();
    void refresh();
    void fillMetrics();

    Workbench& m_bench;
    QLabel* m_dropped;
    QComboBox* m_metric; ///< data: LossMetric
    QDoubleSpinBox* m_margin;
    QSpinBox* m_seeds;
    PrimaryButton* m_prove;
    QLabel* m_notes;
};

} // namespace leap::ui
