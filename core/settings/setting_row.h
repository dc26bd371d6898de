// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_value.h"
#include "core/settings/settings.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// What one row of the settings table is made of.
namespace leap {

/// A member of Settings, or a member of a member.
template <typename T> struct SettingMember {
    using Type = T;
    T& (*of)(Settings&);
    const T& (*in)(const Settings&);
};

/// settingMember<&Settings::network, &NetworkSpec::hidden>()
template <auto... steps> [[nodiscard]] constexpr auto settingMember()
{
    using T = std::remove_cvref_t<decltype((std::declval<Settings&>().*....*steps))>;
    return SettingMember<T>{[](Settings& settings) -> T& { return (settings.*....*steps); },
                            [](const Settings& settings) -> const T& { return (settings.*....*steps); }};
}

/// The values that a slider covers; any other value in the setting's range can be typed.
struct UsualValues {
    double least;
    double most;
    bool logarithmic = false;
    int digits = 3; ///< significant digits of a value that the slider gives
};

struct RealSetting {
    SettingMember<double> member;
    NumberRange range;
    UsualValues usual;
};

/// A number, or "auto" for what the program chooses.
struct AutoRealSetting {
    SettingMember<std::optional<double>> member;
    NumberRange range;
    UsualValues usual;
    double start; ///< where a slider begins before a number is chosen
};

template <typename Whole> struct WholeSetting {
    SettingMember<Whole> member;
    NumberRange range;
    const char* zero = nullptr; ///< what 0 means where it is no number: "auto"; 0 is then allowed too
};

struct FlagSetting {
    SettingMember<bool> member;
};

/// One of several names.
struct ChoiceSetting {
    const char* what; ///< "Unknown WHAT 'x'."
    std::span<const Choice> choices;
    const char* (*name)(const Settings&); ///< of the value now
    void (*choose)(Settings&, const Choice&); ///< one of `choices`
};

/// A list of whole numbers; may not be empty.
struct WidthsSetting {
    SettingMember<std::vector<int64_t>> member;
    NumberRange range; ///< of each
};

/// The path of a file; empty = none.
struct FileSetting {
    SettingMember<std::string> member;
};

/// What follows from another setting and is kept with it: nobody sets it.
struct KeptText {
    SettingMember<std::string> member;
};

using SettingValue =
    std::variant<RealSetting, AutoRealSetting, WholeSetting<int64_t>, WholeSetting<int>,
                 WholeSetting<uint64_t>, FlagSetting, ChoiceSetting, WidthsSetting, FileSetting, KeptText>;

enum class SettingGroup { Gates, Training, Network, Machine };

/// Which options of the command line a setting is among.
enum class OptionSet {
    Search, ///< of every command that searches
    Stream, ///< of `leap audit` alone
    Data, ///< of every command that reads data
    None, ///< it has no option
};

/// Everything that the program knows about a setting.
struct SettingRow {
    const char* key; ///< in JSON; with blanks for underscores its name in messages
    const char* option; ///< "--tau"; empty: none
    const char* title; ///< in the window and in reports
    const char* help; ///< two sentences of plain English, for window and command line
    SettingGroup group;
    SettingValue value;
    OptionSet options = OptionSet::Search;
    bool advanced = false; ///< rarely changed: the window shows it on demand
    bool live = false; ///< may change while a search runs, by LiveChange
    bool retraining = false; ///< changes what a model trained from scratch on a kept set gives
    /// Why these settings leave it without effect, as a sentence; null: it has one.
    const char* (*idle)(const Settings&) = nullptr;
};

/// The choices of a named enum.
template <NamedEnum E> [[nodiscard]] std::span<const Choice> choicesOf()
{
    static constexpr auto choices = [] {
        constexpr auto& entries = EnumNames<E>::entries;
        std::array<Choice, std::size(entries)> all{};
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = {entries[i].name, *entries[i].title ? entries[i].title : entries[i].name,
                      entries[i].help};
        return all;
    }();
    return choices;
}

/// The choice among the values of an enum: enumSetting<&Settings::penalty>()
template <auto... steps> [[nodiscard]] ChoiceSetting enumSetting()
{
    using E = typename decltype(settingMember<steps...>())::Type;
    return {EnumNames<E>::what, choicesOf<E>(),
            [](const Settings& settings) { return nameOf(settingMember<steps...>().in(settings)); },
            [](Settings& settings, const Choice& choice) {
                settingMember<steps...>().of(settings) = parseName<E>(choice.name);
            }};
}

} // namespace leap
