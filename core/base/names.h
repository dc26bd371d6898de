// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// One value of an enum: its name in files and on the command line, and optionally its title and help text
/// for people.
template <typename E> struct EnumName {
    E value;
    const char* name;
    const char* title = "";
    const char* help = "";
};

/// The names of an enum, to be specialised next to the enum:
///
///     template <> struct EnumNames<Penalty> {
///         static constexpr const char* what = "penalty"; // "Unknown penalty 'x'."
///         static constexpr EnumName<Penalty> entries[] = {{Penalty::Adaptive, "adaptive"}, ...};
///     };
template <typename E> struct EnumNames;

/// An enum with EnumNames.
template <typename E>
concept NamedEnum = requires
{
    {EnumNames<E>::entries[0].name};
    {EnumNames<E>::what};
};

/// @throws InputError "Unknown WHAT 'x'. Did you mean 'y'? Known: a, b, c."; with `where` it begins with
/// "WHERE: unknown WHAT 'x'."
[[noreturn]] void refuseUnknown(const std::string& what, const std::string& text,
                                const std::vector<std::string>& known, const std::string& where = {});

/// @throws InputError as refuseUnknown() does, unless `known` holds the text.
void requireKnown(const std::string& what, const std::string& text, const std::vector<std::string>& known,
                  const std::string& where = {});

namespace detail {

template <NamedEnum E> constexpr bool namesDiffer()
{
    for (const auto& one : EnumNames<E>::entries) {
        int alike = 0;
        for (const auto& other : EnumNames<E>::entries)
            alike += one.value == other.value || std::string_view(one.name) == other.name ? 1 : 0;
        if (alike != 1)
            return false;
    }
    return true;
}

/// The entry of a value, or null for a value outside the table.
template <NamedEnum E> constexpr const EnumName<E>* entryOf(E value)
{
    static_assert(namesDiffer<E>(), "each value and each name may appear only once in EnumNames");
    for (const auto& entry : EnumNames<E>::entries) {
        if (entry.value == value)
            return &entry;
    }
    return nullptr;
}

} // namespace detail

/// The name in files; empty for a value outside the table.
template <NamedEnum E> [[nodiscard]] constexpr const char* nameOf(E value)
{
    const auto* entry = detail::entryOf(value);
    return entry ? entry->name : "";
}

/// The title for people, or the name where the table gives no title.
template <NamedEnum E> [[nodiscard]] constexpr const char* titleOf(E value)
{
    const auto* entry = detail::entryOf(value);
    return !entry ? "" : *entry->title ? entry->title : entry->name;
}

/// The help text; may be empty.
template <NamedEnum E> [[nodiscard]] constexpr const char* helpOf(E value)
{
    const auto* entry = detail::entryOf(value);
    return entry ? entry->help : "";
}

/// All names, in the table's order.
template <NamedEnum E> [[nodiscard]] std::vector<std::string> namesOf()
{
    std::vector<std::string> names;
    for (const auto& entry : EnumNames<E>::entries)
        names.emplace_back(entry.name);
    return names;
}

/// The value with this name. @throws InputError as refuseUnknown() does.
template <NamedEnum E> [[nodiscard]] E parseName(std::string_view text, const std::string& where = {})
{
    for (const auto& entry : EnumNames<E>::entries) {
        if (text == entry.name)
            return entry.value;
    }
    refuseUnknown(EnumNames<E>::what, std::string(text), namesOf<E>(), where);
}

} // namespace leap
