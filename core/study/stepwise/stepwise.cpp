// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/stepwise/stepwise.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

constexpr double kLevel = 0.95;

double goodness(double value, LossMetric metric)
{
    return metric == LossMetric::LogLoss ? -value : value;
}

Utility utilityOf(const PairedLoss& paired)
{
    if (!paired.defined())
        return Utility::NoDifference;
    if (paired.upperBound(kLevel) < 0)
        return Utility::Helps;
    return paired.lowerBound(kLevel) > 0 ? Utility::Harms : Utility::NoDifference;
}

/// Trains one set after the other and compares each with a reference.
class Builder {
public:
    Builder(TrainedSets& sets, const Ranking& ranking, Stepwise& study)
        : m_sets(sets)
        , m_ranking(ranking)
        , m_study(study)
    {
    }

    bool build(const std::vector<size_t>& order, size_t high)
    {
        KeptSet kept(order.size(), 0);
        Trainings before;
        for (size_t i = 0; i < high; ++i) {
            kept[order[i]] = 1;
            auto trained = add(order[i], kept, before, m_study.built);
            if (!trained)
                return false;
            before = std::move(*trained);
            if (i == 0 || better(m_study.built[i], m_study.built[m_study.peak])) {
                m_study.peak = i;
                m_peak = before;
                m_peakSet = kept;
            }
        }
        return true;
    }

    bool test(const std::vector<size_t>& order)
    {
        for (const size_t field : order) {
            if (m_peakSet[field])
                continue;
            KeptSet kept = m_peakSet;
            kept[field] = 1;
            if (!add(field, kept, m_peak, m_study.tested))
                return false;
        }
        return true;
    }

    [[nodiscard]] const KeptSet& peakSet() const { return m_peakSet; }

private:
    [[nodiscard]] bool better(const Step& one, const Step& other) const
    {
        return goodness(one.metric, m_study.metric) > goodness(other.metric, m_study.metric);
    }

    std::optional<Trainings> add(size_t field, const KeptSet& kept, const Trainings& reference,
                                 std::vector<Step>& steps)
    {
        Step step;
        step.added = m_ranking.fields[field].name;
        step.score = m_ranking.fields[field].score;
        auto trained =
            m_sets.train(kept, "+ " + step.added + ", " + std::to_string(keptFields(kept)) + " fields");
        if (!trained)
            return std::nullopt;
        step.metric = meanMetric(*trained, m_study.metric, TestRows::Closed);
        if (!reference.empty()) {
            step.paired = pairedLoss(reference, *trained, m_study.metric, TestRows::Closed);
            step.gain = goodness(step.metric, m_study.metric)
                - goodness(meanMetric(reference, m_study.metric, TestRows::Closed), m_study.metric);
            step.utility = utilityOf(step.paired);
        }
        steps.push_back(std::move(step));
        return trained;
    }

    TrainedSets& m_sets;
    const Ranking& m_ranking;
    Stepwise& m_study;
    Trainings m_peak;
    KeptSet m_peakSet;
};

} // namespace

Stepwise stepwise(TrainedSets& sets, const Ranking& ranking, double threshold, LossMetric metric)
{
    Stepwise study;
    study.metric = metric;
    study.seeds = sets.seeds();
    const auto order = ranking.order();
    const auto high = static_cast<size_t>(
        std::max<std::ptrdiff_t>(1, std::count_if(order.begin(), order.end(), [&](size_t field) {
                                     return ranking.fields[field].score >= threshold;
                                 })));
    sets.announce(static_cast<int64_t>(order.size() + high - 1)); // at most: the peak may come early
    Builder builder(sets, ranking, study);
    if (!builder.build(order, high) || !builder.test(order))
        study.outcome = RunOutcome::Stopped;
    if (!builder.peakSet().empty())
        study.peakFields = keptNames(sets.dataset().schema, builder.peakSet());
    study.looks = sets.looks();
    return study;
}

} // namespace leap
