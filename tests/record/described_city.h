// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Structs that exist for the tests of core/record only; together they use everything that a description may
/// say.
namespace leap::test {

enum class Climate { Wet, Dry, Mixed };

struct Quarter {
    std::string name;
    int64_t people = 0;
    bool operator==(const Quarter&) const = default;
};

struct Mayor {
    std::string name = "nobody";
    double votes = 0.5;
    bool operator==(const Mayor&) const = default;
};

struct City {
    std::string name;
    Climate climate = Climate::Mixed;
    Climate wasOnce = Climate::Dry;
    int width = 1;
    uint64_t seed = 0;
    float slope = 0;
    bool harbour = false;
    char letter = ',';
    double unknown = 0; ///< NaN: not known
    std::vector<double> readings; ///< NaN: no reading
    double exact = 0;
    int64_t rank = -1; ///< -1: none
    std::optional<double> rate;
    std::optional<int> height;
    std::string note;
    std::string motto;
    int wells = 0;
    std::string river;
    Quarter centre;
    std::vector<Quarter> quarters;
    std::shared_ptr<const Quarter> twin;
    std::map<std::string, int64_t> shops;
    std::array<int, 3> rain{}; ///< by Climate
    std::vector<std::vector<std::string>> signs;
    MetricValue figure;
    Mayor mayor;
    double margin = 1;
    std::vector<size_t> oldQuarters; ///< indices
    std::string cache; ///< not stored
};

inline bool wet(const City& city)
{
    return city.climate == Climate::Wet;
}

} // namespace leap::test

template <> struct leap::EnumNames<leap::test::Climate> {
    using E = leap::test::Climate;
    static constexpr const char* what = "climate";
    static constexpr EnumName<E> entries[] = {
        {E::Wet, "wet", "Wet", "It rains."}, {E::Dry, "dry"}, {E::Mixed, "mixed"}};
};

template <> struct leap::Record<leap::test::Quarter> {
    using T = leap::test::Quarter;
    static constexpr auto members =
        std::tuple{member("name", &T::name, nonEmpty()), member("people", &T::people, atLeast(0))};
};

template <> struct leap::Record<leap::test::Mayor> {
    using T = leap::test::Mayor;
    static constexpr auto members =
        std::tuple{member("mayor", &T::name), member("votes", &T::votes, share())};
};

template <> struct leap::Record<leap::test::City> {
    using T = leap::test::City;
    using E = leap::test::Climate;
    static Json namesOfOld(const T& city)
    {
        Json json = Json::array();
        for (const size_t i : city.oldQuarters)
            json.push_back(city.quarters.at(i).name);
        return json;
    }
    static void readOld(T& city, const Json& json, const std::string& where)
    {
        for (const auto& name : checkedValue<std::vector<std::string>>(json, where)) {
            size_t i = 0;
            while (i < city.quarters.size() && city.quarters[i].name != name)
                ++i;
            if (i == city.quarters.size())
                refuseValue(where, "a list of names of quarters", json);
            city.oldQuarters.push_back(i);
        }
    }

    static constexpr auto members = std::tuple{
        constant("format", "leap.city"),
        constant("version", 1),
        member("name", &T::name, nonEmpty()),
        member("climate", &T::climate),
        member("was_once", &T::wasOnce, enumByNumber),
        member("width", &T::width, range(1, 65536)),
        member("seed", &T::seed),
        member("slope", &T::slope, above(0), below(1)),
        member("harbour", &T::harbour),
        member("letter", &T::letter),
        member("unknown", &T::unknown, nanAsNull, atLeast(0)),
        member("readings", &T::readings, nanAsNull),
        member("exact", &T::exact, exactNumber),
        member("rank", &T::rank, nullBelowZero, atLeast(-1)),
        member("rate", &T::rate, emptyAs("auto")),
        member("height", &T::height, atLeast(-400)),
        member("note", &T::note, mayBeAbsent),
        member("motto", &T::motto, omitDefault),
        member("wells", &T::wells, omitDefaultUnless([](const T& city) { return city.climate == E::Dry; })),
        member("river", &T::river, onlyIf(leap::test::wet), oneOf("Elbe", "Main")),
        member("centre", &T::centre),
        member("quarters", &T::quarters),
        member("twin", &T::twin, omitDefault),
        member("shops", &T::shops, atLeast(0)),
        member("rain", &T::rain, byNameOf<leap::test::Climate>()),
        member("signs", &T::signs),
        member("figure", &T::figure),
        flattened(&T::mayor),
        group("money", member("margin", &T::margin, finite()),
              derivedChecked("twice", [](const T& city) { return 2 * city.margin; })),
        derived("words", [](const T& city) { return city.name + "!"; }),
        custom("old_quarters", &T::oldQuarters, namesOfOld, readOld),
        notStored(&T::cache)};
};

static_assert(leap::describesAll<leap::test::City>());
