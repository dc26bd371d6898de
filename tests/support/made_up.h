// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

/// Records with random values that their descriptions allow, for tests.
namespace leap::test {

class MadeUp {
public:
    explicit MadeUp(uint64_t seed)
        : m_random(seed)
    {
    }

    /// Custom keys, properties and what is not stored keep their defaults.
    template <Described T> T record()
    {
        T value{};
        fill(Record<T>::members, value);
        return value;
    }

private:
    size_t below(size_t end) { return std::uniform_int_distribution<size_t>(0, end - 1)(m_random); }

    template <typename T> void fill(const auto& elements, T& value)
    {
        std::apply([&](const auto&... element) { (fillElement(element, value), ...); }, elements);
    }
    template <typename T> void fillElement(const auto& element, T& value)
    {
        if constexpr (requires { element.elements; })
            fill(element.elements, value);
        else if constexpr (requires { element.traits; })
            fillMember(element, value);
        else if constexpr (
            requires { Record<std::decay_t<decltype(value.*element.pointer)>>::members; }
            && !requires { element.write; })
            value.*element.pointer = record<std::decay_t<decltype(value.*element.pointer)>>();
    }
    template <typename T, typename A, typename... Traits>
    void fillMember(const Member<A, Traits...>& member, T& value)
    {
        using M = Member<A, Traits...>;
        if constexpr (detail::hasTrait<detail::IsOnlyIf, M>()) {
            if (!detail::traitOf<detail::IsOnlyIf>(member).when(std::as_const(value)))
                return;
        }
        const NumberRange range = detail::rangeOf(member.traits);
        constexpr bool filled = (std::is_same_v<Traits, NotEmpty> || ...);
        if constexpr ((detail::isOneOf<Traits> || ...))
            member.access.set(value, oneOfKnown(member.traits));
        else
            member.access.set(value, make<detail::ValueOf<M, T>>(range, filled));
    }
    template <typename... Traits> std::string oneOfKnown(const std::tuple<Traits...>& traits)
    {
        std::string text;
        const auto take = [&](const auto& trait) {
            if constexpr (detail::isOneOf<std::decay_t<decltype(trait)>>)
                text = trait.known[below(trait.known.size())];
        };
        std::apply([&](const auto&... trait) { (take(trait), ...); }, traits);
        return text;
    }

    template <typename M> M make(const NumberRange& range, bool filled = false)
    {
        if constexpr (Described<M>)
            return record<M>();
        else if constexpr (NamedEnum<M>)
            return EnumNames<M>::entries[below(std::size(EnumNames<M>::entries))].value;
        else if constexpr (detail::isOptional<M>)
            return below(3) == 0 ? M() : M(make<typename M::value_type>(range));
        else if constexpr (detail::isShared<M>)
            return below(3) == 0 ? M()
                                 : std::make_shared<typename M::element_type>(
                                     make<std::remove_const_t<typename M::element_type>>(range));
        else if constexpr (std::is_same_v<M, std::string>)
            return text(filled);
        else if constexpr (std::is_same_v<M, bool>)
            return below(2) == 1;
        else if constexpr (std::is_same_v<M, char>)
            return static_cast<char>('!' + below(90));
        else if constexpr (std::is_arithmetic_v<M>)
            return number<M>(range);
        else
            return items<M>(range, filled);
    }
    template <typename M> M items(const NumberRange& range, bool filled)
    {
        M all{};
        if constexpr (detail::isArray<M>) {
            for (auto& item : all)
                item = make<typename M::value_type>(range);
        } else {
            for (size_t left = below(4) + (filled ? 1 : 0); left > 0; --left) {
                if constexpr (detail::isVector<M>)
                    all.push_back(make<typename M::value_type>(range));
                else
                    all[text(true)] = make<typename M::mapped_type>(range);
            }
        }
        return all;
    }
    template <typename M> M number(const NumberRange& range)
    {
        constexpr double kSpan = 4e4;
        const bool bounded = std::isfinite(range.high);
        const double low = std::isfinite(range.low)
            ? range.low
            : std::max(lowestOf<M>(), bounded ? range.high - kSpan : -kSpan / 2);
        const double high = bounded ? range.high : std::min(highestOf<M>(), low + kSpan);
        if constexpr (std::is_integral_v<M>) {
            const int64_t least = static_cast<int64_t>(low) + (range.lowOpen ? 1 : 0);
            const int64_t most = static_cast<int64_t>(high) - (range.highOpen ? 1 : 0);
            return static_cast<M>(std::uniform_int_distribution<int64_t>(least, most)(m_random));
        } else {
            const double share = std::uniform_real_distribution<double>(0.001, 0.999)(m_random);
            return static_cast<M>(low + share * (high - low));
        }
    }
    template <typename M> static double lowestOf()
    {
        return static_cast<double>(std::numeric_limits<M>::lowest());
    }
    template <typename M> static double highestOf()
    {
        return static_cast<double>(std::numeric_limits<M>::max());
    }
    std::string text(bool filled)
    {
        static constexpr const char* kPieces[] = {"a",  "Z", "0", " ", "\"",       "\\",
                                                  "\n", ",", ";", "=", "\xC3\xA4", "\xE2\x82\xAC",
                                                  "<",  "&", "'", "/"};
        std::string made;
        for (size_t left = below(8) + (filled ? 1 : 0); left > 0; --left)
            made += kPieces[below(std::size(kPieces))];
        return made;
    }

    std::mt19937_64 m_random;
};

/// A record with random values that its description allows; the same for the same seed.
template <Described T> T madeUp(uint64_t seed)
{
    return MadeUp(seed).record<T>();
}

} // namespace leap::test
