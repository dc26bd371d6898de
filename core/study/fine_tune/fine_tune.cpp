// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/fine_tune/fine_tune.h"

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/study/fine_tune/prune_weights.h"
#include "core/train/engines.h"
#include "core/train/kept_weights.h"
#include "core/train/trainer.h"

#include <chrono>
#include <cmath>
#include <utility>

namespace leap {
namespace {

constexpr int64_t kBatch = 4096; ///< rows at a time where nothing is trained

std::unique_ptr<BatchSource> storedRows(const std::shared_ptr<const Dataset>& dataset, Part part)
{
    return makeBatchSource(dataset, {.part = part, .batchSize = kBatch, .order = RowOrder::Stored});
}

Evaluation judgeFull(const std::shared_ptr<const Dataset>& dataset, const StateDict& model,
                     const Settings& settings)
{
    const auto engine = makeEngine(engineSpecFor(settings, dataset->layout, {}, kBatch));
    engine->loadModel(model);
    return evaluate(*engine, *storedRows(dataset, Part::Validation));
}

class EpochCount : public TrainObserver {
public:
    void epochDone(const EpochReport& epoch) override { epochs = epoch.epoch; }
    int64_t epochs = 0;
};

RunOutcome tune(const std::shared_ptr<const Dataset>& dataset, StepEngine& engine, const Settings& settings,
                int64_t epochs, RunControl& control, FineTuning& study)
{
    const auto start = std::chrono::steady_clock::now();
    const auto train = makeBatchSource(dataset,
                                       {.part = Part::Train,
                                        .batchSize = batchSizeFor(settings, dataset->rows),
                                        .dropIncomplete = true,
                                        .seed = settings.seed + 1}); // not the search's own order again
    const auto validation = storedRows(dataset, Part::Validation);
    EpochCount observer;
    const TrainPlan plan{.epochs = epochs, .patience = settings.patience};
    Trainer trainer(engine, nullptr, {train.get(), nullptr, validation.get()}, plan, control, observer);
    const RunOutcome outcome = trainer.run();
    study.epochs = observer.epochs;
    if (outcome == RunOutcome::Finished && trainer.restoreBest())
        study.after = evaluate(engine, *validation);
    study.tuneSeconds = secondsSince(start);
    return outcome;
}

} // namespace

FineTuning fineTune(const std::shared_ptr<const Dataset>& dataset, const StateDict& best, const KeptSet& kept,
                    const Settings& settings, int64_t epochs, RunControl& control)
{
    const StateDict model = keptModel(best);
    if (model.empty())
        refuseWithoutBestEpoch();
    FineTuning study;
    study.full = judgeFull(dataset, model, settings);
    const int64_t batch = batchSizeFor(settings, dataset->rows);
    const EngineSpec whole = engineSpecFor(settings, dataset->layout, {}, batch);
    const auto engine = makeEngine(engineSpecFor(settings, prunedLayout(dataset->layout, kept), {}, batch));
    StateDict fresh;
    engine->saveModel(fresh);
    engine->loadModel(pruneWeights(model, dataset->layout, kept, meanRow(model, dataset),
                                   rowReadersOf(whole.network.backbone, backboneSpecFor(whole)),
                                   std::move(fresh)));
    study.before = evaluate(*engine, *storedRows(dataset, Part::Validation));
    study.outcome = tune(dataset, *engine, settings, epochs, control, study);
    if (study.outcome == RunOutcome::Stopped)
        return study;
    const RetrainResult scratch = retrain(dataset, kept, settings, settings.seed, TestRows::Closed, control);
    study.outcome = scratch.outcome;
    study.scratch = scratch.validation.figures;
    study.scratchEpochs = scratch.epochs;
    study.scratchSeconds = scratch.seconds;
    return study;
}

} // namespace leap
