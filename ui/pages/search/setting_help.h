// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace leap::ui {

enum class Setting {
    Penalty,
    Alpha,
    AlphaShare,
    Beta,
    Tau,
    Search,
    Epochs,
    Patience,
    SinglePass,
    Batch,
    LearningRate,
    GateLearningRate,
    Dropout,
    Seed,
    Threads,
    Device,
    Speed,
};

/// A setting's name in the window and two sentences of plain help.
struct SettingHelp {
    QString title;
    QString help;
};
[[nodiscard]] SettingHelp helpOn(Setting setting);

} // namespace leap::ui
