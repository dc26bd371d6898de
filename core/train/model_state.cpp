// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/model_state.h"

#include <algorithm>
#include <iterator>

namespace leap {

bool isModelState(std::string_view name)
{
    using namespace optimiser_array;
    constexpr std::string_view kEnds[] = {kMoment1, kMoment2, kMoment2Root, kLastGradient, kRate, kSteps};
    return std::none_of(std::begin(kEnds), std::end(kEnds),
                        [&](std::string_view end) { return name.ends_with(end); });
}

std::string tableStateName(size_t table, const std::string& part, const std::string& prefix)
{
    return prefix + "table." + std::to_string(table) + "." + part;
}

} // namespace leap
