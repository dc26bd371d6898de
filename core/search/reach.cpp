// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/reach.h"

#include "core/base/statistics.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

constexpr double kDefaultRate = 1e-3;
/// Where a gate should be able to go when rate or epochs are raised: Adam's steps are shorter than the rate
/// when the gradient is noisy, so aim well below the bound.
constexpr double kAimedGate = 0.001;
constexpr double kHighestRate = 0.02; ///< a faster theta follows the noise of single batches

/// The rate with which this many steps bring a gate to kAimedGate.
double raisedRate(double distance, int64_t steps)
{
    return std::clamp(distance / static_cast<double>(std::max<int64_t>(1, steps)), kDefaultRate,
                      kHighestRate);
}

std::string raisedInWords(double rate)
{
    return "the gate learning rate is raised to " + shortest(std::round(rate * 1e6) / 1e6);
}

std::string keptInWords(int64_t epochs, int64_t needed)
{
    return "the search keeps to " + grouped(epochs) + (epochs == 1 ? " epoch" : " epochs")
        + ", as asked, and open gates say nothing yet; about " + grouped(needed)
        + " are needed for a verdict (--epochs " + std::to_string(needed) + ")";
}

std::string limitInWords(const Settings& settings, int64_t steps, double lowestGate)
{
    return "With " + grouped(steps) + " steps at rate "
        + shortest(settings.gateLearningRate.value_or(kDefaultRate)) + " no gate can fall below "
        + fixed(lowestGate, 2) + ": ";
}

/// Way of theta from its start to `gate`.
double distanceTo(const Settings& settings, double gate)
{
    return settings.tau * (logit(settings.initialGate) - logit(gate));
}

} // namespace

double lowestReachableGate(const Settings& settings, double gateLearningRate, int64_t steps)
{
    const double phi =
        logit(settings.initialGate) - gateLearningRate * static_cast<double>(steps) / settings.tau;
    return 1 / (1 + std::exp(-phi));
}

int64_t stepsToFall(const Settings& settings, double gateLearningRate)
{
    return static_cast<int64_t>(std::ceil(distanceTo(settings, kAimedGate) / gateLearningRate));
}

Reach planReach(const Settings& settings, int64_t stepsPerEpoch)
{
    Reach reach;
    reach.gateLearningRate = settings.gateLearningRate.value_or(kDefaultRate);
    reach.epochs = settings.epochs;
    const auto steps = [&] { return stepsPerEpoch * reach.epochs; };
    const double before = lowestReachableGate(settings, reach.gateLearningRate, steps());
    reach.lowestGate = before;
    if (before <= kHighestLowestGate)
        return reach;
    const double distance = distanceTo(settings, kAimedGate);
    std::string raised;
    if (!settings.gateLearningRate) {
        reach.gateLearningRate = raisedRate(distance, steps());
        raised = raisedInWords(reach.gateLearningRate);
    }
    if (lowestReachableGate(settings, reach.gateLearningRate, steps()) > kHighestLowestGate) {
        const double perEpoch =
            reach.gateLearningRate * static_cast<double>(std::max<int64_t>(1, stepsPerEpoch));
        const int64_t needed = std::max(reach.epochs, static_cast<int64_t>(std::ceil(distance / perEpoch)));
        raised += raised.empty() ? "" : settings.obeyEpochs ? ", which does not do; " : " and ";
        raised += settings.obeyEpochs ? keptInWords(reach.epochs, needed)
                                      : "the epochs are raised to " + grouped(needed);
        reach.epochs = settings.obeyEpochs ? reach.epochs : needed;
    }
    reach.lowestGate = lowestReachableGate(settings, reach.gateLearningRate, steps());
    reach.message = limitInWords(settings, stepsPerEpoch * settings.epochs, before) + raised + ".";
    return reach;
}

Reach planStreamReach(const Settings& settings, int64_t gateSteps)
{
    Reach reach;
    reach.epochs = 1;
    reach.gateLearningRate = settings.gateLearningRate.value_or(kDefaultRate);
    const double before = lowestReachableGate(settings, reach.gateLearningRate, gateSteps);
    reach.lowestGate = before;
    if (before <= kHighestLowestGate)
        return reach;
    std::string text = limitInWords(settings, gateSteps, before);
    if (!settings.gateLearningRate) {
        reach.gateLearningRate = raisedRate(distanceTo(settings, kAimedGate), gateSteps);
        reach.lowestGate = lowestReachableGate(settings, reach.gateLearningRate, gateSteps);
        text += raisedInWords(reach.gateLearningRate);
    }
    if (reach.lowestGate > kHighestLowestGate)
        text += std::string(settings.gateLearningRate ? "" : ", which does not do; ")
            + "a smaller batch (--batch) makes more steps of the one pass";
    reach.message = text + ".";
    return reach;
}

Settings withPlannedEpochs(Settings settings, const std::shared_ptr<const Dataset>& dataset)
{
    const auto rows = makeBatchSource(dataset,
                                      {.part = Part::Train,
                                       .batchSize = batchSizeFor(settings, dataset->rows),
                                       .order = RowOrder::Shuffled,
                                       .dropIncomplete = true,
                                       .seed = settings.seed});
    settings.epochs = planReach(settings, rows->batches()).epochs;
    return settings;
}

} // namespace leap
