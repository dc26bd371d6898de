// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/paired_bootstrap.h"

#include "core/base/random.h"
#include "core/base/statistics.h"
#include "core/metric/auc.h"
#include "core/metric/log_loss.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <utility>

namespace leap {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// The metric of one model with a count per row (or group).
class Resampled {
public:
    virtual ~Resampled() = default;
    /// @param times [N] how often each row (each group, for GAUC) was drawn
    [[nodiscard]] virtual double value(std::span<const uint32_t> times) const = 0;
};

class ResampledAuc final : public Resampled {
public:
    ResampledAuc(std::span<const float> score, const PairedScores& rows)
        : m_rows(rows)
        , m_order(score.size())
        , m_endsTie(score.size())
    {
        std::iota(m_order.begin(), m_order.end(), size_t{0});
        std::sort(m_order.begin(), m_order.end(), [&](size_t a, size_t b) { return score[a] < score[b]; });
        for (size_t i = 0; i < m_order.size(); ++i)
            m_endsTie[i] = i + 1 == m_order.size() || score[m_order[i]] != score[m_order[i + 1]] ? 1 : 0;
    }

    double value(std::span<const uint32_t> times) const override
    {
        double positives = 0, negatives = 0, won = 0, tiedPositives = 0, tiedNegatives = 0;
        for (size_t i = 0; i < m_order.size(); ++i) {
            const size_t row = m_order[i];
            const double weight = times[row] * (m_rows.weight.empty() ? 1.0 : m_rows.weight[row]);
            (m_rows.label[row] > 0.5F ? tiedPositives : tiedNegatives) += weight;
            if (!m_endsTie[i])
                continue;
            won += tiedPositives * (negatives + 0.5 * tiedNegatives);
            positives += std::exchange(tiedPositives, 0);
            negatives += std::exchange(tiedNegatives, 0);
        }
        return positives > 0 && negatives > 0 ? won / (positives * negatives) : kUndefined;
    }

private:
    const PairedScores& m_rows;
    std::vector<size_t> m_order;
    std::vector<char> m_endsTie; ///< the next score in order differs
};

/// sum t_k w_k v_k / sum t_k w_k: log loss over rows, GAUC over groups.
class ResampledMean final : public Resampled {
public:
    ResampledMean(std::vector<double> values, std::vector<double> weights)
        : m_values(std::move(values))
        , m_weights(std::move(weights))
    {
    }
    double value(std::span<const uint32_t> times) const override
    {
        double sum = 0, weights = 0;
        for (size_t k = 0; k < m_values.size(); ++k) {
            sum += times[k] * m_weights[k] * m_values[k];
            weights += times[k] * m_weights[k];
        }
        return weights > 0 ? sum / weights : kUndefined;
    }

private:
    std::vector<double> m_values;
    std::vector<double> m_weights; ///< 0 = left out
};

std::unique_ptr<Resampled> resampledLogLoss(std::span<const float> logit, const PairedScores& rows)
{
    std::vector<double> losses, weights;
    for (size_t row = 0; row < logit.size(); ++row) {
        losses.push_back(logLoss(logit.subspan(row, 1), rows.label.subspan(row, 1)).value);
        weights.push_back(rows.weight.empty() ? 1.0 : rows.weight[row]);
    }
    return std::make_unique<ResampledMean>(std::move(losses), std::move(weights));
}

/// The AUC of a group does not change when whole groups are drawn, so its rows are ranked once.
std::unique_ptr<Resampled> resampledGauc(std::span<const float> score, const PairedScores& rows,
                                         const std::vector<std::vector<size_t>>& groups, bool byImpressions)
{
    std::vector<double> values, weights;
    std::vector<float> groupScore, groupLabel;
    for (const auto& members : groups) {
        groupScore.clear();
        groupLabel.clear();
        for (const size_t row : members) {
            groupScore.push_back(score[row]);
            groupLabel.push_back(rows.label[row]);
        }
        const MetricValue value = auc(groupScore, groupLabel);
        values.push_back(value.defined() ? value.value : 0);
        weights.push_back(!value.defined() ? 0 : byImpressions ? static_cast<double>(members.size()) : 1);
    }
    return std::make_unique<ResampledMean>(std::move(values), std::move(weights));
}

std::vector<std::vector<size_t>> membersOf(std::span<const int32_t> group)
{
    const int32_t most = group.empty() ? -1 : *std::max_element(group.begin(), group.end());
    std::vector<std::vector<size_t>> members(static_cast<size_t>(most + 1));
    for (size_t row = 0; row < group.size(); ++row)
        members[static_cast<size_t>(group[row])].push_back(row);
    std::erase_if(members, [](const auto& rows) { return rows.empty(); });
    return members;
}

bool isGauc(PairedMetric metric)
{
    return metric == PairedMetric::GaucByImpressions || metric == PairedMetric::GaucPlain;
}

/// Draws units and converts them to the counts that a metric needs.
class Draw {
public:
    Draw(const PairedScores& rows, PairedMetric metric, const BootstrapPlan& plan)
        : m_spread(!isGauc(metric) && plan.unit == Resample::Groups)
        , m_seed(plan.seed)
    {
        if (isGauc(metric) || m_spread)
            m_groups = membersOf(rows.group);
        m_units = m_groups.empty() ? rows.label.size() : m_groups.size();
        m_times.resize(m_units);
        if (m_spread)
            m_rowTimes.resize(rows.label.size());
    }
    [[nodiscard]] size_t units() const { return m_units; }
    [[nodiscard]] const std::vector<std::vector<size_t>>& groups() const { return m_groups; }

    std::span<const uint32_t> all()
    {
        std::fill(m_times.begin(), m_times.end(), 1U);
        return counts();
    }
    std::span<const uint32_t> replicate(int number)
    {
        std::fill(m_times.begin(), m_times.end(), 0U);
        RandomStream stream(streamKey(m_seed, "metric.bootstrap", static_cast<uint64_t>(number)));
        for (size_t i = 0; i < m_units; ++i)
            ++m_times[stream.nextBelow(m_units)];
        return counts();
    }

private:
    std::span<const uint32_t> counts()
    {
        if (!m_spread)
            return m_times;
        for (size_t k = 0; k < m_groups.size(); ++k) {
            for (const size_t row : m_groups[k])
                m_rowTimes[row] = m_times[k];
        }
        return m_rowTimes;
    }

    bool m_spread; ///< groups are drawn, rows are counted
    uint64_t m_seed;
    std::vector<std::vector<size_t>> m_groups; ///< rows of each
    size_t m_units = 0;
    std::vector<uint32_t> m_times;
    std::vector<uint32_t> m_rowTimes;
};

std::unique_ptr<Resampled> resampled(std::span<const float> score, const PairedScores& rows,
                                     PairedMetric metric, const Draw& draw)
{
    switch (metric) {
    case PairedMetric::Auc:
        return std::make_unique<ResampledAuc>(score, rows);
    case PairedMetric::LogLoss:
        return resampledLogLoss(score, rows);
    case PairedMetric::GaucByImpressions:
    case PairedMetric::GaucPlain:
        return resampledGauc(score, rows, draw.groups(), metric == PairedMetric::GaucByImpressions);
    }
    return nullptr;
}

std::string obstacle(const PairedScores& rows, PairedMetric metric, const BootstrapPlan& plan)
{
    const auto finite = [](float value) { return std::isfinite(value); };
    if (!std::all_of(rows.first.begin(), rows.first.end(), finite)
        || !std::all_of(rows.second.begin(), rows.second.end(), finite))
        return "a score is not finite";
    if (rows.group.empty() && (isGauc(metric) || plan.unit == Resample::Groups))
        return "no group column";
    return {};
}

void runReplicates(const Resampled& first, const Resampled& second, Draw& draw, int count,
                   PairedDifference& result)
{
    for (int number = 0; number < count; ++number) {
        const auto times = draw.replicate(number);
        const double difference = second.value(times) - first.value(times);
        if (std::isnan(difference))
            ++result.undefined;
        else
            result.replicates.push_back(difference);
    }
    std::sort(result.replicates.begin(), result.replicates.end());
}

} // namespace

double PairedDifference::lowerBound(double level) const
{
    return interpolatedQuantile(replicates, 1 - level);
}

double PairedDifference::upperBound(double level) const
{
    return interpolatedQuantile(replicates, level);
}

PairedDifference pairedBootstrap(const PairedScores& rows, PairedMetric metric, const BootstrapPlan& plan)
{
    PairedDifference result;
    result.reason = obstacle(rows, metric, plan);
    if (!result.reason.empty())
        return result;
    Draw draw(rows, metric, plan);
    result.units = static_cast<int64_t>(draw.units());
    const auto first = resampled(rows.first, rows, metric, draw);
    const auto second = resampled(rows.second, rows, metric, draw);
    const auto all = draw.all();
    result.first = first->value(all);
    result.second = second->value(all);
    result.difference = result.second - result.first;
    if (std::isnan(result.difference) || result.units < 2) {
        result.reason =
            result.units < 2 ? "fewer than two rows or groups" : "the metric is undefined on all rows";
        return result;
    }
    runReplicates(*first, *second, draw, plan.replicates, result);
    if (result.replicates.size() >= 2)
        result.error = sampleDeviation(result.replicates);
    else
        result.reason = "fewer than two replicates in which the metric is defined";
    return result;
}

} // namespace leap
