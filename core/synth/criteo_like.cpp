// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/sets.h"

namespace leap::synth {
namespace {

/// One of i1 .. i13.
FieldSpec count(const char* name, double spread, double missing, Role role = Role::Noise, double strength = 0)
{
    FieldSpec field;
    field.name = name;
    field.draw = Draw::Count;
    field.form = CellForm::Whole;
    field.spread = spread;
    field.missing = missing;
    field.role = role;
    field.strength = strength;
    return field;
}

/// One of c1 .. c26.
FieldSpec code(const char* name, int64_t values, double missing, Role role = Role::Noise, double strength = 0)
{
    FieldSpec field;
    field.name = name;
    field.draw = Draw::Zipf;
    field.values = values;
    field.form = CellForm::Hex;
    field.missing = missing;
    field.role = role;
    field.strength = strength;
    return field;
}

/// A field whose values predict the label only together with those of another; balanced, so that neither
/// predicts anything alone.
FieldSpec half(const char* name, int64_t values, double strength, int partner)
{
    FieldSpec field = code(name, values, 0, Role::Interaction, strength);
    field.draw = Draw::Even;
    field.other = partner;
    return field;
}

FieldSpec copy(FieldSpec original, const char* name, int place)
{
    original.name = name;
    original.draw = Draw::Copy;
    original.role = Role::Copy;
    original.strength = 0;
    original.other = place;
    return original;
}

std::vector<FieldSpec> counts()
{
    std::vector<FieldSpec> fields{
        count("i1", 1.2, .45, Role::Weak, .12),
        count("i2", 2.2, 0),
        count("i3", 2.0, .21, Role::Weak, .10),
        count("i4", 1.3, .22),
        count("i5", 3.0, .03, Role::Strong, .35),
        count("i6", 2.3, .22, Role::Strong, .25),
        count("i7", 1.6, .04, Role::Strong, .40),
        count("i8", 1.4, 0, Role::Weak, .10),
        count("i9", 2.1, .04),
        count("i10", 0.5, .45),
        count("i11", 1.0, .04, Role::Weak, .15),
        count("i12", 0.7, .76),
    };
    constexpr int kI7 = 6;
    fields.push_back(copy(fields[kI7], "i13", kI7));
    return fields;
}

} // namespace

/// Vocabularies and missing shares are about those of the Kaggle edition; which fields are useful is
/// invented.
SetSpec criteoLike()
{
    SetSpec set;
    set.generator = "criteo-like";
    set.fields = counts();
    const auto place = [&] { return static_cast<int>(set.fields.size()); };
    for (const FieldSpec& field : {
             code("c1", 1'461, 0, Role::Weak, .12),
             code("c2", 584, 0, Role::Weak, .15),
             code("c3", 10'131'227, .03),
             code("c4", 2'202'608, .03, Role::Weak, .20),
             code("c5", 306, 0),
             code("c6", 24, .12, Role::Strong, .45),
             code("c7", 12'518, 0, Role::Strong, .30),
             code("c8", 634, 0),
         })
        set.fields.push_back(field);
    const int c9 = place();
    for (const FieldSpec& field : {
             code("c9", 4, 0, Role::Strong, .35),
             code("c10", 93'146, 0, Role::Strong, .30),
             code("c11", 5'684, 0, Role::Weak, .15),
             code("c12", 8'351'593, .03),
             code("c13", 3'195, 0, Role::Weak, .15),
             code("c14", 28, 0, Role::Strong, .40),
             code("c15", 14'993, 0),
             code("c16", 5'461'306, .03, Role::Weak, .20),
         })
        set.fields.push_back(field);
    const int c17 = place();
    for (const FieldSpec& field : {
             half("c17", 10, .40, -1),
             code("c18", 5'653, 0, Role::Strong, .30),
             code("c19", 2'173, .44),
             copy(set.fields[static_cast<size_t>(c9)], "c20", c9),
             code("c21", 7'046'547, .03),
             half("c22", 18, .40, c17),
             code("c23", 16, 0, Role::Strong, .25),
             code("c24", 286'181, .03, Role::Weak, .15),
             code("c25", 105, .44),
             code("c26", 142'572, .44),
         })
        set.fields.push_back(field);
    return set;
}

} // namespace leap::synth
