// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/setting_row.h"

/// The rows of the settings table, by files; settings_table.h joins them.
namespace leap {

[[nodiscard]] std::span<const SettingRow> gateSettings();
[[nodiscard]] std::span<const SettingRow> trainingSettings();
[[nodiscard]] std::span<const SettingRow> networkSettings();
[[nodiscard]] std::span<const SettingRow> machineSettings();

} // namespace leap
