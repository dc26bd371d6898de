// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/shared_model.h"

#include "core/base/error.h"
#include "core/train/trainer.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int64_t kEvaluationBatch = 4096;

/// Counts epochs; the rest is the comparison's own business.
class EpochCount : public TrainObserver {
public:
    int64_t epochs = 0;
    void epochDone(const EpochReport&) override { ++epochs; }
};

} // namespace

std::unique_ptr<BatchSource> validationRows(const SelectorContext& context, int64_t batch)
{
    return makeBatchSource(context.dataset,
                           {.part = Part::Validation, .batchSize = batch, .order = RowOrder::Stored});
}

std::unique_ptr<TrainedModel> SharedModel::takeModel()
{
    StateDict state;
    engine->saveModel(state);
    engine.reset();
    return makeTrainedModel(spec, state, "engine/");
}

SharedModel trainSharedModel(const SelectorContext& context)
{
    Settings settings = context.settings;
    settings.seed = context.seed;
    SharedModel model;
    model.batch = batchSizeFor(settings, context.dataset->rows);
    model.spec = engineSpecFor(settings, context.dataset->layout, {}, model.batch);
    model.engine = makeEngine(model.spec);
    const auto train = makeBatchSource(context.dataset,
                                       {.part = Part::Train,
                                        .batchSize = model.batch,
                                        .order = RowOrder::Shuffled,
                                        .dropIncomplete = true,
                                        .seed = settings.seed});
    const auto validation = validationRows(context, kEvaluationBatch);
    EpochCount observer;
    Trainer trainer(*model.engine, nullptr, {train.get(), nullptr, validation.get()},
                    {.search = settings.search, .epochs = settings.epochs, .patience = settings.patience},
                    context.control, observer);
    if (trainer.run() == RunOutcome::Stopped)
        throw Cancelled();
    (void)trainer.restoreBest();
    model.forwardRows =
        trainer.step() * std::min(model.batch, train->rows()) + observer.epochs * validation->rows();
    return model;
}

} // namespace leap
