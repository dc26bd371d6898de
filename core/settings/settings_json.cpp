// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"
#include "core/settings/settings_table.h"

namespace leap {
namespace {

constexpr const char* kAuto = "auto";

struct Write {
    const Settings& settings;

    Json operator()(const AutoRealSetting& real) const
    {
        const auto& value = real.member.in(settings);
        return value ? Json(*value) : Json(kAuto);
    }
    Json operator()(const ChoiceSetting& choice) const { return choice.name(settings); }
    template <typename Setting> Json operator()(const Setting& setting) const
    {
        return setting.member.in(settings);
    }
};

/// Types only: ranges are validate()'s.
struct Read {
    const Json& json;
    const std::string& place;
    Settings& settings;

    void operator()(const AutoRealSetting& real) const
    {
        if (json != kAuto)
            real.member.of(settings) = checkedValue<double>(json, place);
    }
    void operator()(const ChoiceSetting& choice) const
    {
        choose(choice, checkedText(json, place), settings, place);
    }
    template <typename Setting> void operator()(const Setting& setting) const
    {
        auto& value = setting.member.of(settings);
        value = checkedValue<std::decay_t<decltype(value)>>(json, place);
    }
};

} // namespace

Json settingsToJson(const Settings& settings)
{
    Json json;
    for (const SettingRow& row : settingsTable())
        json[row.key] = std::visit(Write{settings}, row.value);
    return json;
}

Settings settingsFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    Settings settings;
    for (const SettingRow& row : settingsTable()) {
        if (reader.has(row.key))
            std::visit(Read{reader.at(row.key), reader.placeOf(row.key), settings}, row.value);
    }
    reader.finish();
    settings.validate();
    return settings;
}

} // namespace leap
