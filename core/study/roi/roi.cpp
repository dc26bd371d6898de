// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/roi/roi.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace leap {
namespace {

bool better(double one, double other, LossMetric metric)
{
    return metric == LossMetric::LogLoss ? one < other : one > other;
}

/// Marks the points within one paired standard error of the best, and the one with the fewest columns.
void choose(RoiCurve& curve, const std::vector<Trainings>& trained, LossMetric metric)
{
    for (size_t i = 1; i < curve.points.size(); ++i)
        curve.best = better(curve.points[i].metric, curve.points[curve.best].metric, metric) ? i : curve.best;
    curve.chosen = curve.best;
    for (size_t i = 0; i < curve.points.size(); ++i) {
        const PairedLoss loss = pairedLoss(trained[curve.best], trained[i], metric, TestRows::Closed);
        curve.points[i].withinOneError = i == curve.best || (loss.defined() && loss.loss <= loss.error());
        if (curve.points[i].withinOneError
            && curve.points[i].columnsPruned > curve.points[curve.chosen].columnsPruned)
            curve.chosen = i;
    }
}

std::optional<RoiCurve> curveOf(TrainedSets& sets, const std::shared_ptr<const Dataset>& dataset,
                                const Selector& selector, const RoiRequest& request, RunControl& control)
{
    TrainObserver quiet;
    const SelectorOutcome search =
        selector.run({dataset, request.settings, request.settings.seed, 0, control, quiet});
    if (search.outcome == RunOutcome::Stopped)
        return std::nullopt;
    RoiCurve curve;
    curve.selector = selector.name();
    curve.title = selector.title();
    curve.searchSeconds = search.seconds;
    curve.forwardPasses = search.forwardPasses;
    std::vector<Trainings> trained;
    const int64_t columns = dataset->layout.columns();
    for (const KeptSet& kept : prunedSets(dataset->layout, search.ranking.order(), request.points)) {
        RoiPoint point;
        point.fieldsKept = keptFields(kept);
        point.columnsPruned = columns - keptColumns(dataset->layout, kept);
        auto trainings =
            sets.train(kept, selector.title() + ", " + grouped(point.columnsPruned) + " columns pruned");
        if (!trainings)
            return std::nullopt;
        trained.push_back(std::move(*trainings));
        point.metric = meanMetric(trained.back(), request.metric, TestRows::Closed);
        point.paired = pairedLoss(trained.front(), trained.back(), request.metric, TestRows::Closed);
        point.kept = keptNames(dataset->schema, kept);
        curve.points.push_back(std::move(point));
    }
    choose(curve, trained, request.metric);
    return curve;
}

} // namespace

std::vector<KeptSet> prunedSets(const RowLayout& layout, const std::vector<size_t>& order, int points)
{
    if (points < 1)
        throw InputError("A curve needs at least one point.");
    std::vector<KeptSet> sets{keepAll(order.size())};
    KeptSet kept = sets.front();
    const auto columns = static_cast<double>(layout.columns());
    double pruned = 0;
    int64_t next = 1; // wanted next: next / points of the columns
    for (size_t left = order.size() - 1; left > 0; --left) {
        const size_t field = order[left];
        kept[field] = 0;
        pruned += static_cast<double>(layout.ranges[field + 1] - layout.ranges[field]);
        const auto reached = static_cast<int64_t>(std::floor(pruned / columns * points + 1e-9));
        if (reached < next && left > 1)
            continue;
        next = reached + 1;
        sets.push_back(kept);
    }
    return sets;
}

Roi roi(TrainedSets& sets, const std::shared_ptr<const Dataset>& dataset, const RoiRequest& request,
        RunControl& control, ProveObserver& observer)
{
    std::vector<std::unique_ptr<Selector>> selectors;
    for (const std::string& name : request.selectors)
        selectors.push_back(makeSelector(name));
    sets.announce(static_cast<int64_t>(selectors.size()) * (request.points + 1));
    Roi study;
    study.metric = request.metric;
    study.columns = dataset->layout.columns();
    study.seeds = sets.seeds();
    for (const auto& selector : selectors) {
        observer.message("Searching: " + selector->title() + ".");
        auto curve = curveOf(sets, dataset, *selector, request, control);
        if (!curve) {
            study.outcome = RunOutcome::Stopped;
            break;
        }
        study.curves.push_back(std::move(*curve));
    }
    study.looks = sets.looks();
    return study;
}

} // namespace leap
