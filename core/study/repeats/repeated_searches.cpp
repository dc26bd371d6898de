// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/repeats/repeated_searches.h"

#include "core/base/text.h"
#include "core/data/rows/half_samples.h"
#include "core/data/rows/rescaled_rows.h"
#include "core/decide/decide_over_searches.h"
#include "core/search/gate_course.h"
#include "core/study/path/alpha_path.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace leap {
namespace {

using Scores = std::vector<double>;
using Rows = std::shared_ptr<const Dataset>;

Scores scoresOf(const Ranking& ranking)
{
    Scores scores;
    for (const FieldScore& field : ranking.fields)
        scores.push_back(field.score);
    return scores;
}

/// The further searches of one run; the first one is done.
class Repeater {
public:
    Repeater(RunRecord& run, Rows rows, RunControl& control, TrainObserver& observer)
        : m_run(run)
        , m_ranking(run.result.ranking)
        , m_rows(std::move(rows))
        , m_control(control)
        , m_observer(observer)
    {
    }

    void addSeeds(int seeds)
    {
        std::vector<Scores> scores = m_ranking.repeats.seedScores;
        if (scores.empty())
            scores.push_back(scoresOf(m_ranking));
        Settings settings = m_run.settings;
        if (m_run.studies.has<AlphaPath>())
            settings.alpha = m_run.result.plan.alpha;
        for (int seed = static_cast<int>(scores.size()); seed < seeds; ++seed) {
            settings.seed = m_run.settings.seed + static_cast<uint64_t>(seed);
            m_observer.message("Search " + std::to_string(seed + 1) + " of " + std::to_string(seeds)
                               + ", seed " + std::to_string(settings.seed) + ".");
            const auto next = search(m_rows, settings);
            if (!next)
                break;
            scores.push_back(scoresOf(*next));
            mergeCourse(m_ranking, *next, seed);
        }
        if (scores.size() > 1)
            m_ranking.repeats.seedScores = std::move(scores);
        else
            say("Stopped after one seed.");
    }

    void addHalfSamples(int pairs)
    {
        const auto done = static_cast<int>(m_ranking.repeats.halfScores.size() / 2);
        for (int pair = done; pair < pairs; ++pair) {
            const auto halves = halfSamples(m_rows, m_run.settings.seed, pair);
            std::vector<Scores> scores;
            for (size_t side = 0; side < halves.size(); ++side) {
                m_observer.message("Half-sample " + std::to_string(2 * pair + static_cast<int>(side) + 1)
                                   + " of " + std::to_string(2 * pairs) + ": "
                                   + grouped(halves[side]->store->rows(Part::Train)) + " training and "
                                   + grouped(halves[side]->store->rows(Part::Gate)) + " gate rows.");
                const auto next = search(halves[side], sameSteps(*halves[side]));
                if (!next)
                    return;
                scores.push_back(scoresOf(*next));
            }
            m_ranking.repeats.halfScores.insert(m_ranking.repeats.halfScores.end(), scores.begin(),
                                                scores.end());
        }
    }

    void checkScale()
    {
        const auto factors = factorsToCommonRms();
        if (!factors) {
            say("Every given value has the common scale already, and learnt values have none of their own: "
                "no search with rescaled values.");
        } else {
            m_observer.message("A search with given values at a common scale (field-rms "
                               + shortest(kCommonRms) + ").");
            if (const auto next = search(rescaled(m_rows, *factors), samePlan()))
                m_ranking.repeats.rescaledScores = scoresOf(*next);
        }
        Settings settings = samePlan();
        settings.divergenceFloor *= kFloorFactor;
        m_observer.message("A search with the floor of the divergence at "
                           + shortest(settings.divergenceFloor) + " instead of "
                           + shortest(m_run.settings.divergenceFloor) + ".");
        if (const auto next = search(m_rows, settings))
            m_ranking.repeats.raisedFloorScores = scoresOf(*next);
    }

    void say(const std::string& text)
    {
        m_run.result.messages.push_back(text);
        m_observer.message(text);
    }

private:
    /// Nothing when it was stopped.
    std::optional<Ranking> search(const Rows& rows, const Settings& settings)
    {
        if (m_control.stopRequested())
            return std::nullopt;
        SearchResult result = runSearch(rows, settings, m_control, m_observer);
        m_run.result.seconds += result.seconds;
        if (result.outcome == RunOutcome::Stopped)
            return std::nullopt;
        return std::move(result.ranking);
    }

    [[nodiscard]] Settings samePlan() const
    {
        const SearchPlan& plan = m_run.result.plan;
        Settings settings = m_run.settings;
        settings.alpha = plan.alpha;
        settings.gateLearningRate = plan.gateLearningRate;
        settings.epochs = plan.epochs;
        settings.batch = plan.batch;
        return settings;
    }

    /// A half has fewer steps in an epoch: more epochs make up for it.
    [[nodiscard]] Settings sameSteps(const Dataset& half) const
    {
        const auto stepsPerEpoch = [&](const Dataset& rows) {
            const int64_t steps = rows.store->rows(Part::Train) / m_run.result.plan.batch;
            return std::max<int64_t>(1, steps);
        };
        Settings settings = samePlan();
        const int64_t steps = stepsPerEpoch(*m_rows) * settings.epochs;
        const int64_t perEpoch = stepsPerEpoch(half);
        settings.epochs = (steps + perEpoch - 1) / perEpoch;
        return settings;
    }

    [[nodiscard]] std::optional<std::vector<double>> factorsToCommonRms() const
    {
        std::vector<double> factors = givenRms(*m_rows);
        bool other = false;
        for (double& factor : factors) {
            const bool apart = factor > 0 && std::abs(factor - kCommonRms) > kRmsTolerance * kCommonRms;
            other = other || apart;
            factor = apart ? kCommonRms / factor : 1;
        }
        return other ? std::optional(std::move(factors)) : std::nullopt;
    }

    RunRecord& m_run;
    Ranking& m_ranking;
    Rows m_rows;
    RunControl& m_control;
    TrainObserver& m_observer;
};

} // namespace

void repeatSearch(RunRecord& run, const std::shared_ptr<const Dataset>& dataset, const Repeats& repeats,
                  RunControl& control, TrainObserver& observer)
{
    if (run.result.outcome == RunOutcome::Stopped)
        return;
    Repeater repeater(run, dataset, control, observer);
    if (repeats.seeds > 1)
        repeater.addSeeds(repeats.seeds);
    if (repeats.halfSamples > 0)
        repeater.addHalfSamples(repeats.halfSamples);
    if (repeats.checkScale)
        repeater.checkScale();
    const Ranking& ranking = run.result.ranking;
    if (ranking.repeats.severalSearches())
        repeater.say(seedsInWords(ranking, {}));
}

} // namespace leap
