// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/network.h"

#include <algorithm>
#include <array>

namespace leap {
namespace {

constexpr std::array<Choice, 4> kBackbones{
    {{kWideDeep, "Wide & Deep", "a linear part next to hidden layers"},
     {kMlp, "MLP", "hidden layers alone"},
     {kDcnV2, "DCN v2", "cross layers, then hidden layers"},
     {kTorchScript, "Your own head", "a TorchScript file from the concatenated row to a logit (--head)"}}};

constexpr int64_t kFullRankColumns = 1024;
constexpr int64_t kLowRank = 64;

} // namespace

std::span<const Choice> backboneChoices()
{
    return kBackbones;
}

const std::vector<std::string>& backboneNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Choice& backbone : kBackbones)
            all.emplace_back(backbone.name);
        return all;
    }();
    return names;
}

int64_t crossRankFor(const BackboneSpec& spec)
{
    if (spec.crossRank == 0)
        return spec.columns <= kFullRankColumns ? spec.columns : kLowRank;
    return std::min(spec.crossRank, spec.columns);
}

} // namespace leap
