// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap::synth {

/// The role that a field was given.
enum class Role {
    Strong, ///< strong effect on the label
    Weak, ///< weak effect on the label
    Interaction, ///< useless alone; predicts the label together with its partner
    Copy, ///< the values of another field under other names
    Correlated, ///< one of a block of fields with a common part; only the first of the block affects the
                ///< label
    SparseUseful, ///< nearly always one value; the others have a strong effect
    SparseUseless, ///< nearly always one value; the others have no effect
    Noise, ///< independent of the label
    WideNoise, ///< noise in many columns
    Constant, ///< one value
    Drifting, ///< affects the label in early rows only
    Leak, ///< made from the label
};

/// The verdict that a good selection should reach.
enum class Expected {
    Keep,
    Drop,
    OneOf, ///< one field of its group is enough
    Either, ///< depends on how rows are split
    Leak, ///< must be found before the search
};

/// The truth about one field.
struct FieldTruth {
    std::string name;
    Role role = Role::Noise;
    double strength = 0; ///< standard deviation of its part of the logit; 0 = none
    int64_t width = 1; ///< source columns, or the width of its table
    int64_t values = 0; ///< size of the vocabulary that values are drawn from; 0 = numbers
    double missing = 0; ///< share of missing cells
    std::string group; ///< fields that share information; empty = none
    std::string copyOf; ///< Copy: its original
    std::string partner; ///< Interaction
    double correlation = 0; ///< Correlated: between two members of the block
    Expected expected = Expected::Drop;
};

/// The truth about a generated set; written next to it.
struct Truth {
    std::string generator;
    int generatorVersion = 1; ///< changes when the same seed gives different rows
    uint64_t seed = 0;
    int64_t rows = 0;
    std::string label;
    std::string groupId; ///< GAUC column; empty = none
    double groupStrength = 0; ///< standard deviation of its part of the logit
    std::string time; ///< time column; empty = none
    double baseRate = 0; ///< expected share of positive rows
    double aucCeiling = 0; ///< AUC of the true probabilities: a model beats it only by chance
    int64_t ceilingRows = 0; ///< rows that the ceiling was computed from
    std::vector<FieldTruth> fields;
};

} // namespace leap::synth

namespace leap {

template <> struct EnumNames<synth::Role> {
    using E = synth::Role;
    static constexpr const char* what = "role";
    static constexpr EnumName<E> entries[] = {{E::Strong, "strong"},
                                              {E::Weak, "weak"},
                                              {E::Interaction, "interaction"},
                                              {E::Copy, "copy"},
                                              {E::Correlated, "correlated"},
                                              {E::SparseUseful, "sparse-useful"},
                                              {E::SparseUseless, "sparse-useless"},
                                              {E::Noise, "noise"},
                                              {E::WideNoise, "wide-noise"},
                                              {E::Constant, "constant"},
                                              {E::Drifting, "drifting"},
                                              {E::Leak, "leak"}};
};

template <> struct EnumNames<synth::Expected> {
    using E = synth::Expected;
    static constexpr const char* what = "expected verdict";
    static constexpr EnumName<E> entries[] = {
        {E::Keep, "keep"}, {E::Drop, "drop"}, {E::OneOf, "one-of"}, {E::Either, "either"}, {E::Leak, "leak"}};
};

} // namespace leap
