// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/delong.h"

#include "core/base/statistics.h"
#include "core/metric/normal.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace leap {
namespace {

/// Ranks from 1; ties get their mean rank.
std::vector<double> midRanks(const std::vector<float>& values)
{
    std::vector<size_t> order(values.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (size_t begin = 0; begin < order.size();) {
        size_t end = begin;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        for (size_t i = begin; i < end; ++i)
            ranks[order[i]] = (static_cast<double>(begin) + static_cast<double>(end) + 1) / 2;
        begin = end;
    }
    return ranks;
}

/// The structural components of one model's AUC: how often each positive row wins against the negative ones,
/// and how often each negative row loses against the positive ones.
struct Components {
    double auc = 0;
    std::vector<double> ofPositive;
    std::vector<double> ofNegative;
};

Components componentsOf(std::span<const float> score, std::span<const float> label)
{
    std::vector<float> positive, negative;
    for (size_t row = 0; row < score.size(); ++row)
        (label[row] > 0.5F ? positive : negative).push_back(score[row]);
    std::vector<float> all = positive;
    all.insert(all.end(), negative.begin(), negative.end());
    const auto ranks = midRanks(all);
    const auto amongPositive = midRanks(positive);
    const auto amongNegative = midRanks(negative);
    const auto m = static_cast<double>(positive.size());
    const auto n = static_cast<double>(negative.size());
    Components result;
    for (size_t i = 0; i < positive.size(); ++i)
        result.ofPositive.push_back((ranks[i] - amongPositive[i]) / n);
    for (size_t j = 0; j < negative.size(); ++j)
        result.ofNegative.push_back(1 - (ranks[positive.size() + j] - amongNegative[j]) / m);
    result.auc = std::accumulate(result.ofPositive.begin(), result.ofPositive.end(), 0.0) / m;
    return result;
}

double errorOf(const std::vector<double>& ofPositive, const std::vector<double>& ofNegative)
{
    return std::sqrt(sampleVariance(ofPositive) / static_cast<double>(ofPositive.size())
                     + sampleVariance(ofNegative) / static_cast<double>(ofNegative.size()));
}

std::vector<double> minus(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> result(a.size());
    std::transform(a.begin(), a.end(), b.begin(), result.begin(), std::minus<>());
    return result;
}

bool allFinite(std::span<const float> values)
{
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

std::string obstacle(std::span<const float> first, std::span<const float> second, int64_t positives,
                     int64_t negatives)
{
    if (!allFinite(first) || !allFinite(second))
        return "a score is not finite";
    if (positives < 2 || negatives < 2)
        return positives < 2 ? "fewer than two positive rows" : "fewer than two negative rows";
    return {};
}

} // namespace

double AucDifference::lowerBound(double level) const
{
    return difference - normalQuantile(level) * error;
}

double AucDifference::upperBound(double level) const
{
    return difference + normalQuantile(level) * error;
}

AucDifference delongTest(std::span<const float> first, std::span<const float> second,
                         std::span<const float> label)
{
    AucDifference result;
    result.positives = std::count_if(label.begin(), label.end(), [](float value) { return value > 0.5F; });
    result.negatives = static_cast<int64_t>(label.size()) - result.positives;
    result.reason = obstacle(first, second, result.positives, result.negatives);
    if (!result.reason.empty())
        return result;
    const Components a = componentsOf(first, label);
    const Components b = componentsOf(second, label);
    result.first = a.auc;
    result.second = b.auc;
    result.difference = b.auc - a.auc;
    result.firstError = errorOf(a.ofPositive, a.ofNegative);
    result.secondError = errorOf(b.ofPositive, b.ofNegative);
    result.error = errorOf(minus(b.ofPositive, a.ofPositive), minus(b.ofNegative, a.ofNegative));
    if (result.error > 0)
        result.pValue = 2 * normalCdf(-std::abs(result.difference) / result.error);
    else
        result.pValue = result.difference == 0 ? 1 : 0;
    return result;
}

} // namespace leap
