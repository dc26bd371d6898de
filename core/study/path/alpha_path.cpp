// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/path/alpha_path.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/search/calibration.h"
#include "core/search/gate_course.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

namespace leap {
namespace {

class PathSearch {
public:
    PathSearch(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
               const AlphaPathPlan& plan, RunControl& control, TrainObserver& observer, AlphaPath& path)
        : m_dataset(dataset)
        , m_settings(settings)
        , m_plan(plan)
        , m_control(control)
        , m_observer(observer)
        , m_path(path)
    {
    }

    bool run()
    {
        Calibration center;
        try {
            center = calibrateAlpha(m_dataset, m_settings, batchSizeFor(m_settings, m_dataset->rows),
                                    m_settings.epochs, m_control);
        } catch (const Cancelled&) {
            return false;
        }
        for (int step = -m_plan.below; step <= m_plan.above; ++step) {
            if (!visit(center.alpha * std::pow(2.0, step)))
                return false;
            if (keptFields(m_path.points.back().kept) == 0)
                break; // a larger alpha keeps nothing either
        }
        choose();
        return true;
    }

private:
    bool visit(double alpha)
    {
        m_observer.message("Alpha path: a fresh search at alpha " + significant(alpha, 4) + ".");
        Settings settings = m_settings;
        settings.alpha = alpha;
        SearchResult search = runSearch(m_dataset, settings, m_control, m_observer);
        if (search.outcome == RunOutcome::Stopped)
            return false;
        AlphaPoint point;
        point.alpha = alpha;
        point.settled = allSettled(search.ranking);
        for (const FieldScore& field : search.ranking.fields) {
            point.gates.push_back(field.gate);
            point.kept.push_back(field.gate >= m_plan.threshold ? 1 : 0);
        }
        point.keptNames = keptNames(m_dataset->schema, point.kept);
        point.searchAuc = search.epochs.back().validationAuc;
        if (!retrainKept(point, retrainSettings(m_settings, search.plan)))
            return false;
        m_path.points.push_back(std::move(point));
        m_results.push_back(std::move(search));
        return true;
    }

    bool retrainKept(AlphaPoint& point, const Settings& settings)
    {
        Trainings trainings;
        for (int seed = 0; keptFields(point.kept) > 0 && seed < m_plan.retrainSeeds; ++seed) {
            trainings.push_back(m_cache.get(m_dataset, point.kept, settings,
                                            m_settings.seed + static_cast<uint64_t>(seed), TestRows::Closed,
                                            m_control));
            if (!trainings.back())
                return false;
        }
        if (!trainings.empty()) {
            point.auc = meanMetric(trainings, LossMetric::Auc, TestRows::Closed);
            m_observer.message("It keeps " + join(point.keptNames, ", ") + ": retrained validation AUC "
                               + fixed(point.auc, 4) + ".");
        }
        m_trainings.push_back(std::move(trainings));
        return true;
    }

    void choose()
    {
        auto& points = m_path.points;
        std::optional<size_t> best;
        for (size_t i = 0; i < points.size(); ++i) {
            if (!std::isnan(points[i].auc) && (!best || points[i].auc > points[*best].auc))
                best = i;
        }
        if (!best)
            throw InputError("No alpha of the path keeps a field: the model learns nothing that holds on "
                             "validation rows. More rows or another label may help.");
        m_path.best = m_path.chosen = *best;
        const auto columns = [&](size_t i) { return keptColumns(m_dataset->layout, points[i].kept); };
        for (size_t i = 0; i < points.size(); ++i) {
            if (m_trainings[i].empty())
                continue;
            points[i].loss =
                pairedLoss(m_trainings[*best], m_trainings[i], LossMetric::Auc, TestRows::Closed);
            const PairedLoss& loss = points[i].loss;
            points[i].withinOneError = i == *best || (loss.defined() && loss.loss <= loss.error());
            const auto worth = [&](size_t point) {
                return std::make_tuple(-columns(point), points[point].searchAuc.value);
            };
            if (points[i].withinOneError && worth(i) > worth(m_path.chosen))
                m_path.chosen = i;
        }
        m_path.result = std::move(m_results[m_path.chosen]);
        m_path.result.plan.alphaAuto = true;
        m_path.looks = m_cache.looks();
        std::vector<double> alphas;
        std::vector<KeptSet> kept;
        for (const AlphaPoint& point : points) {
            alphas.push_back(point.alpha);
            kept.push_back(point.kept);
        }
        m_path.fallsAt = fallingAlphas(alphas, kept);
    }

    const std::shared_ptr<const Dataset>& m_dataset;
    const Settings& m_settings;
    const AlphaPathPlan& m_plan;
    RunControl& m_control;
    TrainObserver& m_observer;
    AlphaPath& m_path;
    RetrainCache m_cache{RetrainCache::Rows::Kept};
    std::vector<Trainings> m_trainings; ///< of each point; empty where nothing is kept
    std::vector<SearchResult> m_results;
};

} // namespace

AlphaPath searchAlphaPath(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                          const AlphaPathPlan& plan, RunControl& control, TrainObserver& observer)
{
    settings.validate();
    AlphaPath path;
    path.fields = keptNames(dataset->schema, keepAll(dataset->schema.fields.size()));
    if (!PathSearch(dataset, settings, plan, control, observer, path).run())
        path.outcome = path.result.outcome = RunOutcome::Stopped;
    return path;
}

std::vector<double> fallingAlphas(const std::vector<double>& alphas, const std::vector<KeptSet>& kept)
{
    const size_t fields = kept.empty() ? 0 : kept.front().size();
    std::vector<double> falls(fields, std::numeric_limits<double>::quiet_NaN());
    for (size_t field = 0; field < fields; ++field) {
        for (size_t point = alphas.size(); point-- > 0 && !kept[point][field];)
            falls[field] = alphas[point];
    }
    return falls;
}

} // namespace leap
