// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings_table.h"

#include "core/base/error.h"
#include "core/settings/setting_rows.h"

#include <algorithm>

namespace leap {

std::span<const SettingRow> settingsTable()
{
    static const std::vector<SettingRow> table = [] {
        std::vector<SettingRow> all;
        for (const auto rows : {gateSettings(), trainingSettings(), networkSettings(), machineSettings()})
            all.insert(all.end(), rows.begin(), rows.end());
        return all;
    }();
    return table;
}

const SettingRow& settingRow(std::string_view key)
{
    for (const SettingRow& row : settingsTable()) {
        if (key == row.key)
            return row;
    }
    throw FailureError("There is no setting '" + std::string(key) + "'.");
}

const char* groupTitle(SettingGroup group)
{
    switch (group) {
    case SettingGroup::Gates:
        return "Gates";
    case SettingGroup::Training:
        return "Training";
    case SettingGroup::Network:
        return "Network";
    case SettingGroup::Machine:
        break;
    }
    return "Machine";
}

std::string settingName(const SettingRow& row)
{
    std::string name = row.key;
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

} // namespace leap
