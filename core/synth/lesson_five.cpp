// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/sets.h"

namespace leap::synth {
namespace {

FieldSpec field(const char* name, Draw draw, int64_t values, const char* prefix, Role role, double strength)
{
    FieldSpec made;
    made.name = name;
    made.draw = draw;
    made.values = values;
    made.prefix = prefix;
    made.role = role;
    made.strength = strength;
    return made;
}

FieldSpec wideNoise()
{
    FieldSpec made = field("wide_noise", Draw::Normal, 0, "", Role::WideNoise, 0);
    made.form = CellForm::Real;
    made.width = 256;
    return made;
}

} // namespace

SetSpec lessonFive()
{
    enum Place : int { Strong, Weak, TwinA, TwinB, XorA, XorB };
    SetSpec set;
    set.generator = "lesson-five";
    set.baseRate = 0.4;
    set.fields = {
        field("strong", Draw::Even, 20, "s", Role::Strong, 1.2),
        field("weak", Draw::Even, 20, "w", Role::Weak, .25),
        field("twin_a", Draw::Even, 30, "a", Role::Strong, .8),
        field("twin_b", Draw::Copy, 30, "b", Role::Copy, 0),
        field("xor_a", Draw::Even, 10, "x", Role::Interaction, 1),
        field("xor_b", Draw::Even, 10, "y", Role::Interaction, 1),
        field("sparse_useful", Draw::Sparse, 3, "u", Role::SparseUseful, .4),
        field("sparse_useless", Draw::Sparse, 3, "n", Role::SparseUseless, 0),
        wideNoise(),
    };
    set.fields[TwinB].other = TwinA;
    set.fields[XorB].other = XorA;
    return set;
}

} // namespace leap::synth
