// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/synth/truth.h"

/// How the truth is written: FILE.truth.json.
namespace leap {

template <> struct Record<synth::FieldTruth> {
    using T = synth::FieldTruth;
    static constexpr auto members =
        std::tuple{member("name", &T::name),
                   member("role", &T::role),
                   member("expected", &T::expected),
                   member("strength", &T::strength),
                   member("width", &T::width),
                   member("values", &T::values, omitDefault),
                   member("missing", &T::missing, omitDefault),
                   member("group", &T::group, omitDefault),
                   member("copy_of", &T::copyOf, omitDefault),
                   member("partner", &T::partner, omitDefault),
                   member("correlation", &T::correlation,
                          onlyIf([](const T& t) { return t.role == synth::Role::Correlated; }))};
};

template <> struct Record<synth::Truth> {
    using T = synth::Truth;
    static constexpr auto members = std::tuple{
        constant("format", "leap.truth"),
        constant("version", 1),
        member("generator", &T::generator),
        member("generator_version", &T::generatorVersion),
        member("seed", &T::seed),
        member("rows", &T::rows),
        member("label", &T::label),
        member("group_id", &T::groupId, omitDefault),
        member("group_strength", &T::groupStrength, onlyIf([](const T& t) { return !t.groupId.empty(); })),
        member("time", &T::time, omitDefault),
        member("base_rate", &T::baseRate),
        member("auc_ceiling", &T::aucCeiling),
        member("auc_ceiling_rows", &T::ceilingRows),
        member("fields", &T::fields)};
};

} // namespace leap
