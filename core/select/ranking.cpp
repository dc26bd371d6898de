// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/ranking.h"

#include <algorithm>
#include <numeric>

namespace leap {

std::vector<size_t> Ranking::order() const
{
    std::vector<size_t> indices(fields.size());
    std::iota(indices.begin(), indices.end(), size_t{0});
    std::stable_sort(indices.begin(), indices.end(),
                     [this](size_t a, size_t b) { return fields[a].score > fields[b].score; });
    return indices;
}

} // namespace leap
