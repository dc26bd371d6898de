// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/gauc.h"

#include "core/metric/auc.h"

#include <algorithm>
#include <vector>

namespace leap {
namespace {

/// Rows gathered group by group: rows of group k are rows[starts[k]] .. rows[starts[k + 1] - 1].
struct Grouping {
    std::vector<int64_t> starts;
    std::vector<int64_t> rows;
};

Grouping groupRows(std::span<const int32_t> group)
{
    const int32_t groups = group.empty() ? 0 : *std::max_element(group.begin(), group.end()) + 1;
    Grouping result;
    result.starts.assign(static_cast<size_t>(groups) + 1, 0);
    for (const int32_t g : group)
        ++result.starts[static_cast<size_t>(g) + 1];
    for (size_t k = 1; k < result.starts.size(); ++k)
        result.starts[k] += result.starts[k - 1];
    result.rows.resize(group.size());
    std::vector<int64_t> next(result.starts.begin(), result.starts.end() - 1);
    for (size_t row = 0; row < group.size(); ++row)
        result.rows[static_cast<size_t>(next[static_cast<size_t>(group[row])]++)] = static_cast<int64_t>(row);
    return result;
}

} // namespace

std::vector<MetricValue> aucOfGroups(std::span<const float> score, std::span<const float> label,
                                     std::span<const int32_t> group)
{
    const Grouping grouping = groupRows(group);
    std::vector<MetricValue> result(grouping.starts.size() - 1);
    std::vector<float> groupScore, groupLabel;
    for (size_t k = 0; k < result.size(); ++k) {
        groupScore.clear();
        groupLabel.clear();
        for (int64_t i = grouping.starts[k]; i < grouping.starts[k + 1]; ++i) {
            const auto row = static_cast<size_t>(grouping.rows[static_cast<size_t>(i)]);
            groupScore.push_back(score[row]);
            groupLabel.push_back(label[row]);
        }
        result[k] = auc(groupScore, groupLabel);
    }
    return result;
}

MetricValue gauc(std::span<const float> score, std::span<const float> label, std::span<const int32_t> group,
                 GaucKind kind)
{
    MetricValue result;
    double sum = 0, weights = 0;
    for (const MetricValue& value : aucOfGroups(score, label, group)) {
        if (value.used == 0)
            continue;
        if (!value.defined()) {
            ++result.leftOut;
            continue;
        }
        const double w = kind == GaucKind::ByImpressions ? static_cast<double>(value.used) : 1.0;
        sum += w * value.value;
        weights += w;
        ++result.used;
    }
    if (weights > 0)
        result.value = sum / weights;
    else
        result.reason = "no group has both classes";
    return result;
}

} // namespace leap
