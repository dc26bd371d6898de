// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/influence.h"

#include "core/base/statistics.h"
#include "core/metric/auc.h"
#include "core/metric/gauc.h"
#include "core/metric/log_loss.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace leap {
namespace {

/// Makes sums of squares of n centred values unbiased.
double freedomFactor(int64_t n)
{
    return n > 1 ? std::sqrt(static_cast<double>(n) / static_cast<double>(n - 1)) : 0;
}

/// Weights and numbers of rows, by class: [0] negative, [1] positive.
struct Classes {
    std::array<double, 2> weight{};
    std::array<int64_t, 2> rows{};
};

double weightAt(const ScoredRows& rows, size_t row)
{
    return rows.weight.empty() ? 1.0 : static_cast<double>(rows.weight[row]);
}

size_t classAt(const ScoredRows& rows, size_t row)
{
    return rows.label[row] > 0.5F ? 1 : 0;
}

Classes classesOf(const ScoredRows& rows)
{
    Classes classes;
    for (size_t row = 0; row < rows.score.size(); ++row) {
        classes.weight[classAt(rows, row)] += weightAt(rows, row);
        ++classes.rows[classAt(rows, row)];
    }
    return classes;
}

/// For each row the share (by weight) of the other class that lies below it, ties counting one half.
std::vector<double> sharesBelow(const ScoredRows& rows, const Classes& classes)
{
    std::vector<size_t> order(rows.score.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return rows.score[a] < rows.score[b]; });
    std::vector<double> below(order.size());
    std::array<double, 2> passed{};
    for (size_t begin = 0; begin < order.size();) {
        std::array<double, 2> tied{};
        size_t end = begin;
        for (; end < order.size() && rows.score[order[end]] == rows.score[order[begin]]; ++end)
            tied[classAt(rows, order[end])] += weightAt(rows, order[end]);
        for (size_t i = begin; i < end; ++i) {
            const size_t other = 1 - classAt(rows, order[i]);
            below[order[i]] = (passed[other] + 0.5 * tied[other]) / classes.weight[other];
        }
        passed = {passed[0] + tied[0], passed[1] + tied[1]};
        begin = end;
    }
    return below;
}

std::vector<double> aucUnits(const ScoredRows& rows, double value)
{
    const Classes classes = classesOf(rows);
    std::vector<double> units = sharesBelow(rows, classes);
    const bool single = rows.group.empty();
    for (size_t row = 0; row < units.size(); ++row) {
        const size_t own = classAt(rows, row);
        const double won = own == 1 ? units[row] : 1 - units[row];
        units[row] = weightAt(rows, row) * (won - value) / classes.weight[own]
            * (single ? freedomFactor(classes.rows[own]) : 1);
    }
    return units;
}

std::vector<double> logLossUnits(const ScoredRows& rows, double value)
{
    std::vector<double> units(rows.score.size());
    double weights = 0;
    for (size_t row = 0; row < units.size(); ++row)
        weights += weightAt(rows, row);
    const double factor = rows.group.empty() ? freedomFactor(static_cast<int64_t>(units.size())) : 1;
    for (size_t row = 0; row < units.size(); ++row) {
        const double label = classAt(rows, row) == 1 ? 1 : 0;
        units[row] = factor * weightAt(rows, row)
            * (logLossOfLogit(static_cast<double>(rows.score[row]), label) - value) / weights;
    }
    return units;
}

/// The sums over groups; their mean is 0 already.
std::vector<double> byGroup(const std::vector<double>& units, std::span<const int32_t> group)
{
    if (group.empty())
        return units;
    std::vector<double> sums(static_cast<size_t>(*std::max_element(group.begin(), group.end())) + 1, 0);
    std::vector<uint8_t> seen(sums.size(), 0);
    for (size_t row = 0; row < units.size(); ++row) {
        sums[static_cast<size_t>(group[row])] += units[row];
        seen[static_cast<size_t>(group[row])] = 1;
    }
    const double factor = freedomFactor(std::count(seen.begin(), seen.end(), 1));
    for (double& sum : sums)
        sum *= factor;
    return sums;
}

std::vector<double> gaucUnits(const ScoredRows& rows, GaucKind kind, const MetricValue& value)
{
    std::vector<double> units;
    double weights = 0;
    for (const MetricValue& group : aucOfGroups(rows.score, rows.label, rows.group)) {
        const double weight = !group.defined() ? 0
            : kind == GaucKind::ByImpressions  ? static_cast<double>(group.used)
                                               : 1;
        units.push_back(weight > 0 ? weight * (group.value - value.value) : 0);
        weights += weight;
    }
    for (double& unit : units)
        unit *= freedomFactor(value.used) / weights;
    return units;
}

bool hasTwoOfEach(const ScoredRows& rows)
{
    const Classes classes = classesOf(rows);
    return classes.rows[0] > 1 && classes.rows[1] > 1;
}

MetricInfluence influenceOfGauc(const ScoredRows& rows, GaucKind kind)
{
    MetricInfluence result;
    result.value = gauc(rows.score, rows.label, rows.group, kind);
    if (result.value.defined())
        result.units = gaucUnits(rows, kind, result.value);
    return result;
}

} // namespace

MetricInfluence influenceOf(PairedMetric metric, const ScoredRows& rows)
{
    if (metric == PairedMetric::GaucByImpressions || metric == PairedMetric::GaucPlain)
        return influenceOfGauc(
            rows, metric == PairedMetric::GaucPlain ? GaucKind::PlainMean : GaucKind::ByImpressions);
    const bool isAuc = metric == PairedMetric::Auc;
    MetricInfluence result;
    result.value =
        isAuc ? auc(rows.score, rows.label, rows.weight) : logLoss(rows.score, rows.label, rows.weight);
    if (isAuc && result.value.defined() && !hasTwoOfEach(rows)) {
        result.value.value = std::numeric_limits<double>::quiet_NaN();
        result.value.reason = "fewer than two rows of a class";
    }
    if (result.value.defined())
        result.units = byGroup(
            isAuc ? aucUnits(rows, result.value.value) : logLossUnits(rows, result.value.value), rows.group);
    return result;
}

double errorOf(std::span<const double> units)
{
    if (units.empty())
        return std::numeric_limits<double>::quiet_NaN();
    return std::sqrt(std::inner_product(units.begin(), units.end(), units.begin(), 0.0));
}

} // namespace leap
