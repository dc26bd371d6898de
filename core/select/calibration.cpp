// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/calibration.h"

#include "core/base/error.h"
#include "core/metric/log_loss.h"
#include "core/train/gate_state.h"
#include "core/train/trainer.h"

#include <algorithm>
#include <numeric>

namespace leap {
namespace {

/// Ends the throw-away training as soon as an epoch has beaten the base rate, or when the user stops.
class LearntSomething : public TrainObserver {
public:
    LearntSomething(double enough, const RunControl& outer, RunControl& own)
        : m_enough(enough)
        , m_outer(outer)
        , m_own(own)
    {
    }
    void stepped(const StepReport&) override
    {
        if (m_outer.stopRequested())
            m_own.stop();
    }
    void epochDone(const EpochReport& epoch) override
    {
        if (epochs++ == 0 || epoch.validationLogLoss.value < lowestLogLoss)
            lowestLogLoss = epoch.validationLogLoss.value;
        if (lowestLogLoss <= m_enough)
            m_own.stop();
    }

    int64_t epochs = 0;
    double lowestLogLoss = 0;

private:
    double m_enough;
    const RunControl& m_outer;
    RunControl& m_own;
};

double baseLoss(BatchSource& rows)
{
    std::vector<float> label, weight;
    Batch batch;
    rows.reset(0);
    while (rows.next(batch)) {
        label.insert(label.end(), batch.label.begin(), batch.label.end());
        weight.insert(weight.end(), batch.weight.begin(), batch.weight.end());
    }
    return baseRateLogLoss(label, weight).value;
}

} // namespace

Calibration calibrateAlpha(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                           int64_t batch, int64_t mostEpochs, RunControl& control)
{
    const auto train = makeBatchSource(
        dataset, {.part = Part::Train, .batchSize = batch, .dropIncomplete = true, .seed = settings.seed});
    const auto validation = makeBatchSource(
        dataset,
        {.part = Part::Validation, .batchSize = 4096, .order = RowOrder::Stored, .seed = settings.seed});
    const auto engine =
        makeEngine(engineSpecFor(settings, dataset->layout, searchTransform(settings), batch));
    GateState gates(dataset->layout.fields(), settings, 1.0, 1e-3);
    Calibration result;
    result.baseLogLoss = baseLoss(*validation);
    const double leastGain = kLeastGain * result.baseLogLoss;
    RunControl own;
    LearntSomething observer(result.baseLogLoss - leastGain, control, own);
    const TrainPlan plan{.search = settings.search, .epochs = mostEpochs, .patience = 0, .calibration = true};
    Trainer(*engine, &gates, {train.get(), nullptr, validation.get()}, plan, own, observer).run();
    if (control.stopRequested() || observer.epochs == 0)
        return result;
    result.epochs = observer.epochs;
    result.validationLogLoss = observer.lowestLogLoss;
    result.gain = std::max(result.baseLogLoss - result.validationLogLoss, leastGain);
    const auto lambda = gates.lambda();
    result.unitPenalty = std::accumulate(lambda.begin(), lambda.end(), 0.0);
    if (result.unitPenalty <= 0)
        throw InputError("Every field is constant on the training rows: there is nothing to choose from.");
    result.alpha = settings.alphaShare * result.gain / result.unitPenalty;
    result.finished = true;
    return result;
}

} // namespace leap
