// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"
#include "core/record/record.h"

#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// What a study can be told, described once: its command's options and its form in the window come from it.
namespace leap {

/// One value of a plan. A plan is passed on as a JSON object with these keys.
struct PlanField {
    enum class Kind { Count, Seed, Number, Switch, Choice, Names, Numbers };
    std::string key; ///< "retrain_seeds"
    std::string title; ///< in a form: "Trainings of a set"
    std::string help; ///< as the command's --help has it
    Kind kind = Kind::Count;
    Json fallback; ///< its value where none is given; null of a Choice: chosen by the data
    Json suggested = {}; ///< what a form begins with; null: the fallback
    double low = 0; ///< of a Count or Number
    double high = 0;
    std::string automatic; ///< what a Count below `low` means, "as needed"; empty: there is no such
    std::vector<std::string> choices; ///< of a Choice; of Names where they are known

    [[nodiscard]] std::string option() const; ///< "--retrain-seeds"
};

/// A field with the member of the plan that it sets.
template <typename P, typename M> struct PlanRow {
    const char* key;
    M P::*member;
    const char* title;
    const char* help;
    double low = 0; ///< of a number; the strict limits of a whole one
    double high = 0;
    const char* automatic = "";
};

/// The rows of a plan, to be specialised with `static constexpr auto rows = std::tuple{planRow(...), ...}`.
template <typename P> struct Plan;

template <typename P, typename M>
[[nodiscard]] constexpr PlanRow<P, M> planRow(const char* key, M P::*member, const char* title,
                                              const char* help, double low = 0, double high = 0,
                                              const char* automatic = "")
{
    return {key, member, title, help, low, high, automatic};
}

namespace detail {

template <typename M> constexpr PlanField::Kind planKind()
{
    using Kind = PlanField::Kind;
    if constexpr (std::is_same_v<M, bool>)
        return Kind::Switch;
    else if constexpr (std::is_same_v<M, uint64_t>)
        return Kind::Seed;
    else if constexpr (std::is_integral_v<M>)
        return Kind::Count;
    else if constexpr (std::is_floating_point_v<M>)
        return Kind::Number;
    else if constexpr (isOptional<M>)
        return Kind::Choice;
    else if constexpr (std::is_same_v<M, std::vector<double>>)
        return Kind::Numbers;
    else
        return Kind::Names;
}

template <typename P, typename M> PlanField planField(const PlanRow<P, M>& row)
{
    PlanField field;
    field.key = row.key;
    field.title = row.title;
    field.help = row.help;
    field.kind = planKind<M>();
    field.fallback = valueToJson(P{}.*row.member);
    field.low = row.low;
    field.high = row.high;
    field.automatic = row.automatic;
    if constexpr (isOptional<M>)
        field.choices = namesOf<typename M::value_type>();
    return field;
}

template <typename P, typename M> void readRow(const PlanRow<P, M>& row, ObjectReader& reader, P& plan)
{
    if (!reader.has(row.key))
        return;
    NumberRange range;
    if constexpr (planKind<M>() == PlanField::Kind::Count)
        range = {.low = *row.automatic ? 0 : row.low, .high = row.high};
    plan.*row.member = valueFromJson<M>(reader.at(row.key), reader.placeOf(row.key), range);
}

} // namespace detail

template <typename P> [[nodiscard]] std::vector<PlanField> planFields()
{
    return std::apply([](const auto&... row) { return std::vector<PlanField>{detail::planField(row)...}; },
                      Plan<P>::rows);
}

/// A plan from its JSON; keys that are absent, or all where it is null, keep their defaults.
/// @throws InputError for a key that it does not have, or a value of another type or out of range
template <typename P> [[nodiscard]] P planFromJson(const Json& json)
{
    P plan;
    if (json.is_null())
        return plan;
    ObjectReader reader(json, "The plan");
    std::apply([&](const auto&... row) { (detail::readRow(row, reader, plan), ...); }, Plan<P>::rows);
    reader.finish();
    return plan;
}

/// The JSON of a plan.
template <typename P> [[nodiscard]] Json planToJson(const P& plan)
{
    Json json = Json::object();
    std::apply([&](const auto&... row) { ((json[row.key] = valueToJson(plan.*row.member)), ...); },
               Plan<P>::rows);
    return json;
}

} // namespace leap
