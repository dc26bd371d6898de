// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/backbone.h"

#include "core/base/error.h"
#include "core/base/names.h"
#include "core/model/network/dcn_v2.h"
#include "core/model/network/mlp.h"
#include "core/model/network/row_readers.h"
#include "core/model/network/torchscript_head.h"
#include "core/model/network/wide_deep.h"

namespace leap {
namespace {

using Factory = std::unique_ptr<Backbone> (*)(const BackboneSpec&, ParameterSet&, c10::Device);

struct Entry {
    const char* name;
    Factory make;
    RowReaders (*rowReaders)(const BackboneSpec&);
};

/// A new backbone is a new file, a line here and one in backboneChoices().
constexpr Entry kBackbones[] = {
    {kWideDeep, makeWideDeep, wideDeepRowReaders},
    {kMlp, makeMlp, mlpRowReaders},
    {kDcnV2, makeDcnV2, dcnV2RowReaders},
    {kTorchScript, makeTorchScriptHead, torchScriptRowReaders},
};

const Entry& entryOf(const std::string& name)
{
    for (const Entry& entry : kBackbones) {
        if (name == entry.name)
            return entry;
    }
    refuseUnknown("backbone", name, backboneNames());
}

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
    if (spec.crossLayers < 1 || spec.crossRank < 0)
        throw InputError("cross layers: " + std::to_string(spec.crossLayers) + " of rank "
                         + std::to_string(spec.crossRank) + "; use 1 layer or more, of rank 0 or more.");
}

std::unique_ptr<Backbone> makeBackbone(const std::string& name, const BackboneSpec& spec,
                                       ParameterSet& parameters, c10::Device device)
{
    checkBackbone(spec);
    return entryOf(name).make(spec, parameters, device);
}

RowReaders rowReadersOf(const std::string& backbone, const BackboneSpec& spec)
{
    return entryOf(backbone).rowReaders(spec);
}

} // namespace leap
