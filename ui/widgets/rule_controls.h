// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/open_audit.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace leap::ui {

/// Which rule makes a ranking a kept set, and its number. Budgets by earnings can be chosen where the run has
/// a ledger.
class RuleControls final : public QWidget {
    Q_OBJECT
public:
    explicit RuleControls(Study& study, QWidget* parent = nullptr);

private:
    void addKinds();
    void refresh();
    void refreshKinds(bool ledger);
    void chooseKind();
    void chooseReal(double value);
    void chooseCount(int value);

    Study& m_study;
    QComboBox* m_kind;
    QDoubleSpinBox* m_real; ///< threshold, ratio
    QSpinBox* m_count; ///< K, columns, bytes, FLOPs
    QBoxLayout* m_layout;
};

} // namespace leap::ui
