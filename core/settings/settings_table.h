// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/setting_row.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The one table of settings, and what can be done with a row of it. A new setting is a member of Settings
/// and a row here.
namespace leap {

/// All settings, in the order of JSON. Within a group it is the order of window and command line.
[[nodiscard]] std::span<const SettingRow> settingsTable();
/// @throws FailureError for a key that is not in the table
[[nodiscard]] const SettingRow& settingRow(std::string_view key);

/// "Gates", "Training", ...
[[nodiscard]] const char* groupTitle(SettingGroup group);

/// How messages call it: "learning rate".
[[nodiscard]] std::string settingName(const SettingRow& row);
/// The value as people read it: "0.2", "auto", "32, 16", "yes", a choice's name.
[[nodiscard]] std::string settingText(const SettingRow& row, const Settings& settings);
/// Sets one of a setting's choices. @throws InputError "Unknown WHAT 'x'. ... Known: a, b."; with `where` it
/// begins with "WHERE: unknown WHAT"
void choose(const ChoiceSetting& setting, const std::string& name, Settings& settings,
            const std::string& where = {});
/// What a choice stands for, as "a gate mixes ..."; empty where the setting is no choice.
[[nodiscard]] std::string choiceHelp(const SettingRow& row, const Settings& settings);

/// @throws InputError naming the setting, its value and the range
void checkSetting(const SettingRow& row, const Settings& settings);
[[nodiscard]] bool sameSetting(const SettingRow& row, const Settings& one, const Settings& other);
void copySetting(const SettingRow& row, const Settings& from, Settings& to);

/// The settings with all that retraining does not read at its default: equal for settings that train the same
/// model on the same kept set. The seed of a training is told apart from them.
[[nodiscard]] Settings readByRetraining(const Settings& settings);

/// Gives a live setting another number. @throws FailureError for a setting that is not live
void setLive(const SettingRow& row, double value, Settings& settings);
/// A live setting's number; alpha must have one.
[[nodiscard]] double liveNumber(const SettingRow& row, const Settings& settings);
/// The numbers of all live settings, in the table's order.
[[nodiscard]] std::vector<double> liveNumbers(const Settings& settings);
/// The same back. Fewer numbers are those of an earlier version: the other settings stay.
/// @throws InputError for more
void setLiveNumbers(std::span<const double> numbers, Settings& settings);

} // namespace leap
