// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/record.h"
#include "core/synth/truth.h"

/// The file FILE.truth.json; see README.md for its keys.
namespace leap {

template <> struct Record<synth::FieldTruth> {
    using T = synth::FieldTruth;
    static constexpr auto members =
        std::tuple{member("name", &T::name),
                   member("role", &T::role),
                   member("expected", &T::expected),
                   member("strength", &T::strength, atLeast(0)),
                   member("width", &T::width, atLeast(1)),
                   member("values", &T::values, omitDefault, atLeast(0)),
                   member("missing", &T::missing, omitDefault, share()),
                   member("group", &T::group, omitDefault),
                   member("copy_of", &T::copyOf, omitDefault),
                   member("partner", &T::partner, omitDefault),
                   member("correlation", &T::correlation,
                          onlyIf([](const T& field) { return field.role == synth::Role::Correlated; }))};
};

template <> struct Record<synth::Truth> {
    using T = synth::Truth;
    static constexpr auto members =
        std::tuple{constant("format", "leap.truth"),
                   constant("version", 1),
                   member("generator", &T::generator),
                   member("generator_version", &T::generatorVersion, atLeast(1)),
                   member("seed", &T::seed),
                   member("rows", &T::rows, atLeast(0)),
                   member("label", &T::label),
                   member("group_id", &T::groupId, omitDefault),
                   member("group_strength", &T::groupStrength,
                          onlyIf([](const T& truth) { return !truth.groupId.empty(); })),
                   member("time", &T::time, omitDefault),
                   member("base_rate", &T::baseRate, share()),
                   member("auc_ceiling", &T::aucCeiling, nanAsNull, share()),
                   member("auc_ceiling_rows", &T::ceilingRows, atLeast(0)),
                   member("fields", &T::fields)};
};

} // namespace leap
