// SPDX-License-Identifier: GPL-3.0-or-later
// Settings by what they are for: those that retraining reads, those that may change while a search runs.
#include "core/base/error.h"
#include "core/settings/settings_table.h"

namespace leap {

Settings readByRetraining(const Settings& settings)
{
    Settings read;
    for (const SettingRow& row : settingsTable()) {
        if (row.retraining)
            copySetting(row, settings, read);
    }
    return read;
}

void setLive(const SettingRow& row, double value, Settings& settings)
{
    if (const auto* real = std::get_if<RealSetting>(&row.value); real && row.live)
        real->member.of(settings) = value;
    else if (const auto* autoReal = std::get_if<AutoRealSetting>(&row.value); autoReal && row.live)
        autoReal->member.of(settings) = value;
    else
        throw FailureError("The setting " + settingName(row) + " cannot change while a search runs.");
}

double liveNumber(const SettingRow& row, const Settings& settings)
{
    if (const auto* real = std::get_if<RealSetting>(&row.value))
        return real->member.in(settings);
    return std::get<AutoRealSetting>(row.value).member.in(settings).value();
}

std::vector<double> liveNumbers(const Settings& settings)
{
    std::vector<double> numbers;
    for (const SettingRow& row : settingsTable()) {
        if (row.live)
            numbers.push_back(liveNumber(row, settings));
    }
    return numbers;
}

void setLiveNumbers(std::span<const double> numbers, Settings& settings)
{
    size_t next = 0;
    for (const SettingRow& row : settingsTable()) {
        if (row.live && next < numbers.size())
            setLive(row, numbers[next++], settings);
    }
    if (next < numbers.size())
        throw InputError("The run has more settings that change while it runs than this version knows.");
}

} // namespace leap
