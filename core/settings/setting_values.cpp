// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with a row of the settings table, by the type of its value.
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/settings/settings_table.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

[[noreturn]] void refuse(const SettingRow& row, const std::string& value, const std::string& range)
{
    throw InputError("Setting " + settingName(row) + " is " + value + "; it must be " + range + ".");
}

/// Without an exponent where it is a whole number.
std::string boundText(double bound)
{
    return std::abs(bound) < 1e15 && bound == std::floor(bound) ? std::to_string(static_cast<int64_t>(bound))
                                                                : shortest(bound);
}

/// "above 0 and at most 1"
std::string rangeText(const NumberRange& range)
{
    const std::string low = boundText(range.low), high = boundText(range.high);
    if (std::isinf(range.high))
        return range.lowOpen ? "above " + low : low + " or more";
    if (!range.lowOpen && !range.highOpen)
        return low + " to " + high;
    return (range.lowOpen ? "above " : "at least ") + low + " and " + (range.highOpen ? "below " : "at most ")
        + high;
}

/// NaN is in no range.
void checkReal(const SettingRow& row, double value, const NumberRange& range, const char* otherwise)
{
    if (!range.holds(value))
        refuse(row, shortest(value), rangeText(range) + otherwise);
}

std::vector<std::string> namesOf(const ChoiceSetting& setting)
{
    std::vector<std::string> names;
    for (const Choice& choice : setting.choices)
        names.emplace_back(choice.name);
    return names;
}

struct Check {
    const SettingRow& row;
    const Settings& settings;

    void operator()(const RealSetting& real) const
    {
        checkReal(row, real.member.in(settings), real.range, "");
    }
    void operator()(const AutoRealSetting& real) const
    {
        if (const auto& value = real.member.in(settings))
            checkReal(row, *value, real.range, ", or auto");
    }
    template <typename Whole> void operator()(const WholeSetting<Whole>& whole) const
    {
        const Whole value = whole.member.in(settings);
        if (whole.range.holds(static_cast<double>(value)) || (whole.zero && value == 0))
            return;
        const std::string zero = whole.zero ? std::string("0 (") + whole.zero + "), or " : std::string();
        refuse(row, std::to_string(value), zero + rangeText(whole.range));
    }
    void operator()(const ChoiceSetting& choice) const
    {
        requireKnown(choice.what, choice.name(settings), namesOf(choice));
    }
    void operator()(const WidthsSetting& widths) const
    {
        if (widths.member.in(settings).empty())
            refuse(row, "empty", "at least one width");
        for (const int64_t width : widths.member.in(settings)) {
            if (!widths.range.holds(static_cast<double>(width)))
                refuse(row, std::to_string(width), "widths of " + rangeText(widths.range));
        }
    }
    void operator()(const FlagSetting&) const { }
    void operator()(const FileSetting&) const { }
    void operator()(const KeptText&) const { }
};

struct Text {
    const Settings& settings;

    std::string operator()(const RealSetting& real) const { return shortest(real.member.in(settings)); }
    std::string operator()(const AutoRealSetting& real) const
    {
        const auto& value = real.member.in(settings);
        return value ? shortest(*value) : "auto";
    }
    template <typename Whole> std::string operator()(const WholeSetting<Whole>& whole) const
    {
        const Whole value = whole.member.in(settings);
        return whole.zero && value == 0 ? whole.zero : std::to_string(value);
    }
    std::string operator()(const FlagSetting& flag) const { return flag.member.in(settings) ? "yes" : "no"; }
    std::string operator()(const ChoiceSetting& choice) const { return choice.name(settings); }
    std::string operator()(const WidthsSetting& widths) const
    {
        std::vector<std::string> parts;
        for (const int64_t width : widths.member.in(settings))
            parts.push_back(std::to_string(width));
        return join(parts, ", ");
    }
    std::string operator()(const FileSetting& file) const { return file.member.in(settings); }
    std::string operator()(const KeptText& text) const { return text.member.in(settings); }
};

/// The choice that the settings have, or null for a name that is none of them.
const Choice* chosen(const ChoiceSetting& setting, const Settings& settings)
{
    const std::string_view name = setting.name(settings);
    const auto found = std::find_if(setting.choices.begin(), setting.choices.end(),
                                    [&](const Choice& choice) { return name == choice.name; });
    return found == setting.choices.end() ? nullptr : &*found;
}

} // namespace

std::string settingText(const SettingRow& row, const Settings& settings)
{
    return std::visit(Text{settings}, row.value);
}

void choose(const ChoiceSetting& setting, const std::string& name, Settings& settings,
            const std::string& where)
{
    for (const Choice& choice : setting.choices) {
        if (name == choice.name)
            return setting.choose(settings, choice);
    }
    refuseUnknown(setting.what, name, namesOf(setting), where);
}

std::string choiceHelp(const SettingRow& row, const Settings& settings)
{
    const auto* setting = std::get_if<ChoiceSetting>(&row.value);
    const Choice* choice = setting ? chosen(*setting, settings) : nullptr;
    return choice ? choice->help : "";
}

void checkSetting(const SettingRow& row, const Settings& settings)
{
    std::visit(Check{row, settings}, row.value);
}

bool sameSetting(const SettingRow& row, const Settings& one, const Settings& other)
{
    return std::visit(
        [&](const auto& setting) {
            if constexpr (std::is_same_v<std::decay_t<decltype(setting)>, ChoiceSetting>)
                return std::string_view(setting.name(one)) == setting.name(other);
            else
                return setting.member.in(one) == setting.member.in(other);
        },
        row.value);
}

void copySetting(const SettingRow& row, const Settings& from, Settings& to)
{
    std::visit(
        [&](const auto& setting) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(setting)>, ChoiceSetting>)
                setting.member.of(to) = setting.member.in(from);
            else if (const Choice* choice = chosen(setting, from))
                setting.choose(to, *choice);
        },
        row.value);
}

} // namespace leap
