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

struct LastEpoch : TrainObserver {
    EpochReport report;
    void epochDone(const EpochReport& epoch) override { report = epoch; }
};

double baseLoss(const Dataset& dataset)
{
    std::vector<float> label, weight;
    for (const int64_t row : dataset.part(Part::Validation)) {
        label.push_back(dataset.label[static_cast<size_t>(row)]);
        if (!dataset.weight.empty())
            weight.push_back(dataset.weight[static_cast<size_t>(row)]);
    }
    return baseRateLogLoss(label, weight).value;
}

} // namespace

Calibration calibrateAlpha(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                           int64_t batch, RunControl& control)
{
    const auto train = makeBatchSource(
        dataset, {.part = Part::Train, .batchSize = batch, .dropIncomplete = true, .seed = settings.seed});
    const auto validation = makeBatchSource(
        dataset,
        {.part = Part::Validation, .batchSize = 4096, .order = RowOrder::Stored, .seed = settings.seed});
    const auto engine = makeAutogradEngine(
        engineSpecFor(settings, dataset->layout, {.kind = TransformSpec::Kind::Leap, .keep = {}}));
    GateState gates(dataset->layout.fields(), settings, 1.0, 1e-3);
    LastEpoch observer;
    const TrainPlan plan{.search = settings.search, .epochs = 1, .patience = 0, .calibration = true};
    Trainer trainer(*engine, &gates, {train.get(), nullptr, validation.get()}, plan, control, observer);
    Calibration result;
    if (trainer.run() == RunOutcome::Stopped)
        return result;
    result.baseLogLoss = baseLoss(*dataset);
    result.validationLogLoss = observer.report.validationLogLoss.value;
    result.gain = std::max(result.baseLogLoss - result.validationLogLoss, kLeastGain * result.baseLogLoss);
    const auto lambda = gates.lambda();
    result.unitPenalty = std::accumulate(lambda.begin(), lambda.end(), 0.0);
    if (result.unitPenalty <= 0)
        throw InputError("Every field is constant on the training rows: there is nothing to choose from.");
    result.alpha = settings.alphaShare * result.gain / result.unitPenalty;
    result.finished = true;
    return result;
}

} // namespace leap
