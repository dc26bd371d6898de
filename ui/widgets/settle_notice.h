// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSpinBox;

namespace leap::ui {

/// How many gates had not settled when the shown search ended, how many more epochs would probably settle
/// them, and the button that continues training; how many can be settled only by more rows. Hidden where
/// there is nothing to say.
class SettleNotice final : public QWidget {
    Q_OBJECT
public:
    explicit SettleNotice(Workbench& bench, QWidget* parent = nullptr);

Q_SIGNALS:
    void continued(); ///< the search continues: show it

private:
    void refresh();
    void refreshButton();

    Workbench& m_bench;
    QLabel* m_text;
    QSpinBox* m_epochs;
    QPushButton* m_continue;
    RunPtr m_said; ///< the run that text and number are about
};

/// "about 3 more epochs would probably settle them", of the gates, or why nobody can tell yet.
[[nodiscard]] QString settlingText(const std::vector<EpochReport>& epochs);

} // namespace leap::ui
