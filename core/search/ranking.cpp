// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/ranking.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace leap {

std::vector<double> Ranking::scores() const
{
    std::vector<double> all(fields.size());
    std::transform(fields.begin(), fields.end(), all.begin(),
                   [](const FieldScore& field) { return field.score; });
    return all;
}

std::vector<size_t> Ranking::order() const
{
    return descendingOrder(scores());
}

std::vector<size_t> descendingOrder(std::span<const double> scores)
{
    std::vector<size_t> indices(scores.size());
    std::iota(indices.begin(), indices.end(), size_t{0});
    std::stable_sort(indices.begin(), indices.end(),
                     [&](size_t a, size_t b) { return scores[a] > scores[b]; });
    return indices;
}

Ranking rankingOf(const Dataset& dataset, std::span<const double> score)
{
    const auto ranges = dataset.schema.ranges();
    Ranking ranking;
    for (size_t i = 0; i < dataset.schema.fields.size(); ++i) {
        const Field& field = dataset.schema.fields[i];
        FieldScore entry;
        entry.name = field.name;
        entry.kind = kindName(field);
        for (const Input& input : field.inputs)
            entry.source.insert(entry.source.end(), input.columns.begin(), input.columns.end());
        entry.start = ranges[i];
        entry.end = ranges[i + 1];
        entry.score = score[i];
        entry.activeRows = dataset.facts[i].activeRows;
        ranking.fields.push_back(std::move(entry));
    }
    return ranking;
}

} // namespace leap
