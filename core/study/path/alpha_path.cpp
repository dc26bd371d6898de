// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/path/alpha_path.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/text_table.h"
#include "core/search/calibration.h"
#include "core/search/gate_course.h"
#include "core/study/retrain/figures_json.h"

#include <algorithm>
#include <cmath>
#include <map>
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
            m_observer.message("It keeps " + join(keptNames(m_dataset->schema, point.kept), ", ")
                               + ": retrained validation AUC " + fixed(point.auc, 4) + ".");
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

/// "Timestamp (0.1), Genres (0.4)": in the order in which they fall.
std::string fallsText(const AlphaPath& path)
{
    std::multimap<double, std::string> order;
    for (size_t i = 0; i < path.fields.size(); ++i) {
        if (!std::isnan(path.fallsAt[i]))
            order.emplace(path.fallsAt[i], path.fields[i]);
    }
    std::vector<std::string> falls;
    for (const auto& [alpha, field] : order)
        falls.push_back(field + " (" + significant(alpha, 3) + ")");
    return falls.empty() ? "none" : join(falls, ", ");
}

Json pointToJson(const AlphaPoint& point, const std::vector<std::string>& fields)
{
    Json json;
    json["alpha"] = point.alpha;
    json["settled"] = point.settled;
    json["kept"] = Json::array();
    for (size_t i = 0; i < fields.size(); ++i) {
        if (point.kept[i])
            json["kept"].push_back(fields[i]);
    }
    json["gates"] = point.gates;
    json["search_validation_auc"] = numberOrNull(point.searchAuc.value);
    json["retrained_validation_auc"] = numberOrNull(point.auc);
    json["loss"] = numberOrNull(point.loss.loss);
    json["row_error"] = numberOrNull(point.loss.rowError);
    json["seed_error"] = numberOrNull(point.loss.seedError);
    json["within_one_error_of_best"] = point.withinOneError;
    return json;
}

std::vector<std::string> namesKept(const AlphaPath& path, const AlphaPoint& point)
{
    std::vector<std::string> names;
    for (size_t field = 0; field < path.fields.size(); ++field) {
        if (point.kept[field])
            names.push_back(path.fields[field]);
    }
    return names;
}

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

Json alphaPathToJson(const AlphaPath& path)
{
    Json json;
    json["rule"] = "fewest columns within one paired standard error of the best retrained validation AUC; of "
                   "equal ones the "
                   "search with the best validation AUC of its own";
    json["points"] = Json::array();
    for (const AlphaPoint& point : path.points)
        json["points"].push_back(pointToJson(point, path.fields));
    json["best"] = path.best;
    json["chosen"] = path.chosen;
    json["falls_at"] = Json::object();
    for (size_t i = 0; i < path.fallsAt.size(); ++i)
        json["falls_at"][path.fields[i]] = numberOrNull(path.fallsAt[i]);
    json["models_judged_on_validation_rows"] = path.looks.validation;
    return json;
}

std::string alphaPathTable(const AlphaPath& path)
{
    using Align = TextTable::Align;
    TextTable table({{"alpha", Align::Right},
                     {"kept", Align::Right},
                     {"search AUC", Align::Right},
                     {"retrained AUC", Align::Right},
                     {"loss", Align::Right},
                     {"error", Align::Right},
                     {"", Align::Left},
                     {"fields", Align::Left}});
    for (size_t i = 0; i < path.points.size(); ++i) {
        const AlphaPoint& point = path.points[i];
        const auto names = namesKept(path, point);
        const auto ofModel = [&](double figure) { return names.empty() ? "-" : fixed(figure, 4); };
        table.add({significant(point.alpha, 4), std::to_string(names.size()), fixed(point.searchAuc.value, 4),
                   ofModel(point.auc), ofModel(point.loss.loss), ofModel(point.loss.error()),
                   std::string(i == path.best ? "best " : "") + (i == path.chosen ? "chosen" : ""),
                   join(names, ", ")});
    }
    return table.text() + "Fields fall (from alpha): " + fallsText(path) + ".\n";
}

std::string alphaPathVerdict(const AlphaPath& path)
{
    const AlphaPoint& point = path.points[path.chosen];
    const std::string rule = "alpha = " + significant(point.alpha, 4)
        + ": the fewest columns within one paired standard error of the best retrained validation AUC ("
        + fixed(path.points[path.best].auc, 4) + " at alpha " + significant(path.points[path.best].alpha, 4)
        + "). The search there ends with a validation AUC of " + fixed(point.searchAuc.value, 4);
    return rule + ". " + grouped(path.looks.validation)
        + " trained models were judged on validation rows for this choice.";
}

} // namespace leap
