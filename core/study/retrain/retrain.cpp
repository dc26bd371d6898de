// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retrain/retrain.h"

#include "core/base/elapsed.h"
#include "core/settings/settings_table.h"
#include "core/study/retrain/keys_record.h"
#include "core/train/engines.h"
#include "core/train/trainer.h"

#include <algorithm>
#include <chrono>

namespace leap {
namespace {

constexpr int64_t kEvaluationBatch = 4096;

class EpochCount : public TrainObserver {
public:
    void epochDone(const EpochReport& epoch) override { epochs = epoch.epoch; }
    int64_t epochs = 0;
};

Judgement judge(StepEngine& engine, const std::shared_ptr<const Dataset>& dataset, Part part)
{
    const auto source =
        makeBatchSource(dataset, {.part = part, .batchSize = kEvaluationBatch, .order = RowOrder::Stored});
    Judgement judgement;
    judgement.rows = predictAll(engine, *source);
    judgement.figures = evaluate(judgement.rows);
    return judgement;
}

/// The pruned model: narrower, but for a head of the user's own, which takes rows of its own width: there the
/// dropped fields read zero.
EngineSpec prunedSpec(const Settings& settings, const RowLayout& layout, const KeptSet& kept, int64_t batch)
{
    if (settings.network.backbone == kTorchScript)
        return engineSpecFor(settings, layout, {TransformSpec::Kind::Mask, kept}, batch);
    return engineSpecFor(settings, prunedLayout(layout, kept), {}, batch);
}

} // namespace

RetrainResult retrain(const std::shared_ptr<const Dataset>& dataset, const KeptSet& kept,
                      const Settings& settings, uint64_t seed, TestRows test, RunControl& control,
                      RetrainedModel* model)
{
    settings.validate();
    const auto start = std::chrono::steady_clock::now();
    Settings own = settings;
    own.seed = seed;
    const int64_t batch = batchSizeFor(own, dataset->rows);
    const auto train = makeBatchSource(
        dataset, {.part = Part::Train, .batchSize = batch, .dropIncomplete = true, .seed = seed});
    const auto validation = makeBatchSource(
        dataset, {.part = Part::Validation, .batchSize = kEvaluationBatch, .order = RowOrder::Stored});
    const EngineSpec spec = prunedSpec(own, dataset->layout, kept, batch);
    const auto engine = makeEngine(spec);
    EpochCount observer;
    const TrainPlan plan{.epochs = own.epochs, .patience = own.patience};
    Trainer trainer(*engine, nullptr, {train.get(), nullptr, validation.get()}, plan, control, observer);
    RetrainResult result;
    result.outcome = trainer.run();
    result.steps = trainer.step();
    result.epochs = observer.epochs;
    result.bestEpoch = trainer.bestEpoch();
    if (result.outcome == RunOutcome::Finished && trainer.restoreBest()) {
        result.validation = judge(*engine, dataset, Part::Validation);
        if (test == TestRows::Open)
            result.test = judge(*engine, dataset, Part::Test);
        if (model != nullptr) {
            model->spec = spec;
            engine->saveModel(model->state);
        }
    }
    result.seconds = secondsSince(start);
    return result;
}

std::string dataKey(const Dataset& dataset)
{
    return digestOf(DataKey{&dataset});
}

std::string retrainKey(const Dataset& dataset, const KeptSet& kept, const Settings& settings, uint64_t seed)
{
    return digestOf(RetrainKey{dataKey(dataset), kept, readByRetraining(settings), seed});
}

} // namespace leap
