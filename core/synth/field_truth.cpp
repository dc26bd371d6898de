// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/field_truth.h"

namespace leap::synth {
namespace {

/// From this correlation, one field of a block can substitute for another.
constexpr double kSubstitute = 0.9;

const FieldSpec* copyOf(const FieldSpec& field, const SetSpec& set)
{
    for (const FieldSpec& other : set.fields)
        if (other.draw == Draw::Copy && set.fields[static_cast<size_t>(other.other)].name == field.name)
            return &other;
    return nullptr;
}

const FieldSpec* partnerOf(const FieldSpec& field, const SetSpec& set)
{
    if (field.role != Role::Interaction)
        return nullptr;
    if (field.other >= 0)
        return &set.fields[static_cast<size_t>(field.other)];
    for (const FieldSpec& other : set.fields)
        if (other.role == Role::Interaction && other.other >= 0
            && set.fields[static_cast<size_t>(other.other)].name == field.name)
            return &other;
    return nullptr;
}

Expected expectedOf(const FieldSpec& field, bool copied)
{
    switch (field.role) {
    case Role::Leak:
        return Expected::Leak;
    case Role::Drifting:
        return Expected::Either;
    case Role::Copy:
        return Expected::OneOf;
    case Role::Correlated:
        if (field.correlation >= kSubstitute)
            return Expected::OneOf;
        break;
    default:
        break;
    }
    if (field.strength <= 0)
        return Expected::Drop;
    return copied ? Expected::OneOf : Expected::Keep;
}

} // namespace

FieldTruth truthOf(const FieldSpec& field, const SetSpec& set)
{
    FieldTruth truth;
    truth.name = field.name;
    truth.role = field.role;
    truth.strength = field.strength;
    truth.width = field.width;
    truth.values = field.values;
    truth.missing = field.missing;
    truth.correlation = field.correlation;
    truth.group = field.block;
    const bool copied = copyOf(field, set) != nullptr;
    if (field.draw == Draw::Copy) {
        truth.copyOf = set.fields[static_cast<size_t>(field.other)].name;
        truth.group = "copies of " + truth.copyOf;
    } else if (copied) {
        truth.group = "copies of " + field.name;
    }
    if (const FieldSpec* partner = partnerOf(field, set))
        truth.partner = partner->name;
    truth.expected = expectedOf(field, copied);
    return truth;
}

} // namespace leap::synth
