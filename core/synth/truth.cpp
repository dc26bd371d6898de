// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/truth.h"

#include <array>

namespace leap::synth {
namespace {

constexpr std::array<const char*, 12> kRoles{
    "strong",         "weak",  "interaction", "copy",     "correlated", "sparse-useful",
    "sparse-useless", "noise", "wide-noise",  "constant", "drifting",   "leak",
};
constexpr std::array<const char*, 5> kExpected{"keep", "drop", "one-of", "either", "leak"};

Json fieldToJson(const FieldTruth& field)
{
    Json json;
    json["name"] = field.name;
    json["role"] = roleName(field.role);
    json["expected"] = expectedName(field.expected);
    json["strength"] = field.strength;
    json["width"] = field.width;
    if (field.values > 0)
        json["values"] = field.values;
    if (field.missing > 0)
        json["missing"] = field.missing;
    if (!field.group.empty())
        json["group"] = field.group;
    if (!field.copyOf.empty())
        json["copy_of"] = field.copyOf;
    if (!field.partner.empty())
        json["partner"] = field.partner;
    if (field.role == Role::Correlated)
        json["correlation"] = field.correlation;
    return json;
}

} // namespace

const char* roleName(Role role)
{
    return kRoles.at(static_cast<size_t>(role));
}

const char* expectedName(Expected expected)
{
    return kExpected.at(static_cast<size_t>(expected));
}

Json truthToJson(const Truth& truth)
{
    Json json;
    json["format"] = "leap.truth";
    json["version"] = 1;
    json["generator"] = truth.generator;
    json["generator_version"] = truth.generatorVersion;
    json["seed"] = truth.seed;
    json["rows"] = truth.rows;
    json["label"] = truth.label;
    if (!truth.groupId.empty()) {
        json["group_id"] = truth.groupId;
        json["group_strength"] = truth.groupStrength;
    }
    if (!truth.time.empty())
        json["time"] = truth.time;
    json["base_rate"] = truth.baseRate;
    json["auc_ceiling"] = truth.aucCeiling;
    json["auc_ceiling_rows"] = truth.ceilingRows;
    json["fields"] = Json::array();
    for (const FieldTruth& field : truth.fields)
        json["fields"].push_back(fieldToJson(field));
    return json;
}

} // namespace leap::synth
