// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/backbone.h"

#include "core/base/error.h"
#include "core/model/wide_deep.h"

namespace leap {
namespace {

using Factory = std::unique_ptr<Backbone> (*)(const BackboneSpec&, ParameterSet&, c10::Device);

struct Entry {
    const char* name;
    Factory make;
};

/// A new backbone is a new file and a line here.
constexpr Entry kBackbones[] = {
    {"wide_deep", makeWideDeep},
};

} // namespace

void checkBackbone(const BackboneSpec& spec)
{
    if (spec.columns <= 0)
        throw InputError("The model has no columns; give it at least one field.");
    for (const int64_t width : spec.hidden) {
        if (width <= 0)
            throw InputError("hidden: a layer of width " + std::to_string(width) + "; use 1 or more.");
    }
    if (!(spec.dropout >= 0 && spec.dropout < 1))
        throw InputError("dropout: " + std::to_string(spec.dropout) + " lies outside [0, 1).");
}

std::unique_ptr<Backbone> makeBackbone(const std::string& name, const BackboneSpec& spec,
                                       ParameterSet& parameters, c10::Device device)
{
    checkBackbone(spec);
    for (const Entry& entry : kBackbones) {
        if (name == entry.name)
            return entry.make(spec, parameters, device);
    }
    throw InputError("There is no backbone '" + name + "'.");
}

std::vector<std::string> backboneNames()
{
    std::vector<std::string> names;
    for (const Entry& entry : kBackbones)
        names.emplace_back(entry.name);
    return names;
}

} // namespace leap
