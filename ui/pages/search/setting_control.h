// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings_table.h"

#include <QString>

#include <functional>

class QWidget;

namespace leap::ui {

/// What an edit does to the settings. It may throw InputError for a text that means nothing.
using SettingChange = std::function<void(Settings&)>;

/// A setting's control, as its row describes it. Its object name is the row's key; within an automatic number
/// the slider has that name, and the box the key with "Auto".
struct SettingControl {
    const SettingRow* row = nullptr;
    QWidget* widget = nullptr;
    std::function<void(const Settings&)> show; ///< puts the settings' value in; edits nothing
};

/// @param edit called with each edit by the user
[[nodiscard]] SettingControl makeSettingControl(const SettingRow& row, QWidget* parent,
                                                const std::function<void(const SettingChange&)>& edit);

/// A row's texts in the user's language.
[[nodiscard]] QString settingTitle(const SettingRow& row);
[[nodiscard]] QString settingHelp(const SettingRow& row);

} // namespace leap::ui
