// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synth/known_sets.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/synth/field_table.h"
#include "core/synth/planted_table.h"

#include <algorithm>

namespace leap::synth {
namespace {

MadeSet fromSpec(SetSpec spec, const GenerateRequest& request)
{
    auto rows = std::make_unique<FieldTable>(spec, request.rows, request.seed);
    return {std::move(rows), std::move(spec)};
}

SetSize sizeOf(const GenerateRequest& request)
{
    SetSize size;
    size.rows = request.rows;
    const int64_t mean = size.columns / size.fields;
    size.fields = request.fields.value_or(size.fields);
    size.columns = request.columns.value_or(mean * size.fields);
    size.uselessShare = request.uselessShare.value_or(size.uselessShare);
    return size;
}

const std::vector<KnownSet>& knownSets()
{
    static const std::vector<KnownSet> sets{
        {{"criteo-like", "13 counts and 26 codes with vocabularies of up to 10 million"},
         false,
         [](const GenerateRequest& request) { return fromSpec(criteoLike(), request); }},
        {{"industrial", "500 fields of 1 to 256 columns, 12,000 in all: ids and given tables"},
         true,
         [](const GenerateRequest& request) { return fromSpec(industrial(sizeOf(request)), request); }},
        {{"lesson-five", "a handful of fields, one of each kind that a selection must tell apart"},
         false,
         [](const GenerateRequest& request) { return fromSpec(lessonFive(), request); }},
        {{"planted", "12 fields: useful ones, twins, a sparse one, noise that can be memorised"},
         false,
         [](const GenerateRequest& request) {
             return MadeSet{std::make_unique<PlantedTable>(request.rows, request.seed), {}};
         }},
    };
    return sets;
}

} // namespace

bool MadeSet::needsSchema() const
{
    return std::any_of(spec.fields.begin(), spec.fields.end(),
                       [](const FieldSpec& field) { return field.draw == Draw::Normal && field.width > 1; });
}

const KnownSet& findSet(const std::string& name)
{
    std::vector<std::string> names;
    for (const KnownSet& set : knownSets()) {
        if (set.name.name == name)
            return set;
        names.push_back(set.name.name);
    }
    throw InputError("There is no set '" + name + "' to generate; there are " + join(names, ", ") + "."
                     + didYouMean(name, names));
}

MadeSet makeSet(const GenerateRequest& request)
{
    return findSet(request.set).make(request);
}

const std::vector<SetName>& setNames()
{
    static const std::vector<SetName> names = [] {
        std::vector<SetName> all;
        for (const KnownSet& set : knownSets())
            all.push_back(set.name);
        return all;
    }();
    return names;
}

} // namespace leap::synth
