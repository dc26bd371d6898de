// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <tuple>
#include <type_traits>

/// What may follow key and member in a description: which values are allowed, when the key may be absent.
namespace leap {

/// A range of numbers; of a list, for each of its items. Several of them all apply.
struct NumberCheck {
    NumberRange range;
};
[[nodiscard]] constexpr NumberCheck range(double low, double high)
{
    return {{.low = low, .high = high}};
}
[[nodiscard]] constexpr NumberCheck atLeast(double low)
{
    return {{.low = low}};
}
[[nodiscard]] constexpr NumberCheck atMost(double high)
{
    return {{.high = high}};
}
[[nodiscard]] constexpr NumberCheck above(double low)
{
    return {{.low = low, .lowOpen = true}};
}
[[nodiscard]] constexpr NumberCheck below(double high)
{
    return {{.high = high, .highOpen = true}};
}
[[nodiscard]] constexpr NumberCheck share() ///< from 0 to 1
{
    return range(0, 1);
}
[[nodiscard]] constexpr NumberCheck finite()
{
    return {{.lowOpen = true, .highOpen = true}};
}

/// A text or list with something in it.
struct NotEmpty { };
[[nodiscard]] constexpr NotEmpty nonEmpty()
{
    return {};
}

/// One of these texts.
template <size_t N> struct OneOf {
    std::array<const char*, N> known;
};
template <typename... Text> [[nodiscard]] constexpr OneOf<sizeof...(Text)> oneOf(Text... known)
{
    return {{known...}};
}

/// The key may be absent: the member then keeps its default. It is always written.
struct MayBeAbsent { };
inline constexpr MayBeAbsent mayBeAbsent{};

/// The key may be absent; it is written where the member differs from its default, and where `when` holds.
template <typename When> struct OmittedAtDefault {
    When when; ///< of the whole record
};
/// Written also where `when(record)` holds.
template <typename When> [[nodiscard]] constexpr OmittedAtDefault<When> omitDefaultUnless(When when)
{
    return {when};
}
/// Written only where the member differs from a fresh record's.
inline constexpr auto omitDefault = omitDefaultUnless([](const auto&) { return false; });

/// The key is there if and only if `when(record)` holds, which may depend on members further up.
template <typename When> struct OnlyIf {
    When when;
};
template <typename When> [[nodiscard]] constexpr OnlyIf<When> onlyIf(When when)
{
    return {when};
}

/// Another form in JSON than that of the member's type; see codecs.h.
template <typename Codec> struct As {
    Codec codec;
};
/// @tparam Codec `Json write(const M&)` and `M read(const Json&, const std::string& where)`, the latter
/// possibly as `template <typename M> M read(...)`, then also with a third `const NumberRange&`; both may be
/// static.
template <typename Codec> [[nodiscard]] constexpr As<Codec> as()
{
    return {};
}

namespace detail {

template <typename Trait> inline constexpr bool isOmitted = false;
template <typename When> inline constexpr bool isOmitted<OmittedAtDefault<When>> = true;
template <typename Trait> inline constexpr bool isOnlyIf = false;
template <typename When> inline constexpr bool isOnlyIf<OnlyIf<When>> = true;
template <typename Trait> inline constexpr bool isAs = false;
template <typename Codec> inline constexpr bool isAs<As<Codec>> = true;
template <typename Trait> inline constexpr bool isOneOf = false;
template <size_t N> inline constexpr bool isOneOf<OneOf<N>> = true;
template <typename Trait> inline constexpr bool isAbsent = std::is_same_v<Trait, MayBeAbsent>;

template <typename Trait>
concept KnownTrait = std::is_same_v<Trait, NumberCheck> || std::is_same_v<Trait, NotEmpty> || std::is_same_v<
    Trait, MayBeAbsent> || isOmitted<Trait> || isOnlyIf<Trait> || isAs<Trait> || isOneOf<Trait>;

constexpr void narrow(NumberRange& into, const NumberRange& range)
{
    if (range.low >= into.low)
        into.lowOpen = range.low > into.low ? range.lowOpen : into.lowOpen || range.lowOpen;
    if (range.high <= into.high)
        into.highOpen = range.high < into.high ? range.highOpen : into.highOpen || range.highOpen;
    into.low = std::max(into.low, range.low);
    into.high = std::min(into.high, range.high);
}

/// What all number checks among the traits allow.
template <typename... Traits> constexpr NumberRange rangeOf(const std::tuple<Traits...>& traits)
{
    NumberRange all;
    std::apply(
        [&all](const auto&... trait) {
            [[maybe_unused]] const auto take = [&all](const auto& one) {
                if constexpr (std::is_same_v<std::decay_t<decltype(one)>, NumberCheck>)
                    narrow(all, one.range);
            };
            (take(trait), ...);
        },
        traits);
    return all;
}

} // namespace detail
} // namespace leap
