// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/verdict/cross_fit.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/share_tasks.h"

#include <atomic>
#include <utility>

namespace leap {
namespace {

Settings foldSettings(Settings settings)
{
    settings.threads = 1;
    settings.singlePass = false;
    return settings;
}

} // namespace

CrossFit::CrossFit(const Folds& folds, const Settings& settings, int threads, RunControl& control,
                   ProveObserver& observer)
    : m_folds(folds)
    , m_settings(foldSettings(settings))
    , m_threads(threads)
    , m_control(control)
    , m_observer(observer)
{
    for (int fold = 0; fold < folds.count(); ++fold)
        m_data.push_back(folds.fold(fold));
}

void CrossFit::say(const std::string& what)
{
    const std::lock_guard lock(m_mutex);
    m_observer.working(what, m_done, std::max(m_announced, m_done + 1));
}

void CrossFit::finish()
{
    const std::lock_guard lock(m_mutex);
    ++m_done;
}

CrossFit::Training CrossFit::trainOne(const KeptSet& kept, size_t fold, int number, RetrainedModel* model)
{
    m_control.throwIfStopped();
    const uint64_t seed =
        streamKey(m_settings.seed, "verdict/model", fold, static_cast<uint64_t>(number)) >> 1;
    RetrainResult result = retrain(m_data[fold], kept, m_settings, seed, TestRows::Open, m_control, model);
    if (result.outcome == RunOutcome::Stopped || !result.test)
        throw Cancelled();
    result.validation.rows = {}; // only the judged rows are asked for
    finish();
    return std::make_shared<const RetrainResult>(std::move(result));
}

std::vector<Trainings> CrossFit::train(const KeptSet& kept, int first, int count, const std::string& what)
{
    std::vector<Trainings> trainings(m_data.size(), Trainings(static_cast<size_t>(count)));
    const auto models = static_cast<size_t>(count);
    shareTasks(m_threads, trainings.size() * models, [&](size_t task) {
        const size_t fold = task / models, model = task % models;
        say(what);
        trainings[fold][model] = trainOne(kept, fold, first + static_cast<int>(model), nullptr);
    });
    return trainings;
}

FoldEvidence CrossFit::measureFold(size_t fold, EvidencePlan plan) const
{
    std::vector<std::unique_ptr<TrainedModel>> models;
    for (const RetrainedModel& model : m_models[fold])
        models.push_back(makeTrainedModel(model.spec, model.state, "engine/"));
    plan.key = streamKey(plan.key, "fold", fold);
    return measureEvidence(m_data[fold], models, plan, m_control);
}

std::vector<Trainings> CrossFit::trainFull(int count, const EvidencePlan& plan,
                                           std::vector<FoldEvidence>& evidence)
{
    const auto models = static_cast<size_t>(count);
    const KeptSet all = keepAll(static_cast<size_t>(m_data.front()->layout.fields()));
    std::vector<Trainings> trainings(m_data.size(), Trainings(models));
    m_models.assign(m_data.size(), std::vector<RetrainedModel>(models));
    evidence.assign(m_data.size(), {});
    std::vector<std::atomic<size_t>> ready(m_data.size());
    shareTasks(m_threads, trainings.size() * models, [&](size_t task) {
        const size_t fold = task / models, model = task % models;
        say("all fields");
        trainings[fold][model] = trainOne(all, fold, static_cast<int>(model), &m_models[fold][model]);
        if (++ready[fold] < models)
            return;
        say("evidence of fold " + std::to_string(fold + 1));
        evidence[fold] = measureFold(fold, plan);
    });
    return trainings;
}

std::vector<FoldEvidence> CrossFit::measure(const EvidencePlan& plan, const std::string& what)
{
    std::vector<FoldEvidence> evidence(m_data.size());
    shareTasks(m_threads, evidence.size(), [&](size_t fold) {
        say(what);
        evidence[fold] = measureFold(fold, plan);
    });
    return evidence;
}

} // namespace leap
