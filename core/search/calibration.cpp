// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/calibration.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/metric/log_loss.h"
#include "core/search/search_rows.h"
#include "core/train/engines.h"
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

/// Of `count` batches from batch `first` on.
double baseLoss(BatchSource& rows, int64_t first, int64_t count)
{
    std::vector<float> label, weight;
    Batch batch;
    rows.reset(0);
    rows.skip(first);
    for (int64_t done = 0; done < count && rows.next(batch); ++done) {
        label.insert(label.end(), batch.label.begin(), batch.label.end());
        weight.insert(weight.end(), batch.weight.begin(), batch.weight.end());
    }
    return baseRateLogLoss(label, weight).value;
}

/// Ends the throw-away pass over the first blocks of a stream as soon as enough of them have passed and the
/// next one is told better than by its base rate, or when the user stops.
class FirstBlocks : public TrainObserver {
public:
    FirstBlocks(const TrainSources& sources, const StreamBlocks& stream, const RunControl& outer,
                RunControl& own)
        : m_sources(sources)
        , m_stream(stream)
        , m_outer(outer)
        , m_own(own)
    {
    }
    void stepped(const StepReport&) override
    {
        if (m_outer.stopRequested())
            m_own.stop();
    }
    void epochDone(const EpochReport& block) override
    {
        const int64_t judged = block.epoch + 1;
        if (judged < calibrationBlocks(m_stream.blocks))
            return;
        blocks = judged;
        baseLogLoss = baseLoss(*m_sources.ahead, m_stream.begin(judged), m_stream.count(judged));
        logLoss = block.validationLogLoss.value;
        if (logLoss <= baseLogLoss - kLeastGain * baseLogLoss || 2 * judged >= m_stream.blocks)
            m_own.stop();
    }

    int64_t blocks = 0; ///< whose rows were seen, the judged one included; 0: stopped before
    double baseLogLoss = 0;
    double logLoss = 0;

private:
    TrainSources m_sources;
    StreamBlocks m_stream;
    const RunControl& m_outer;
    RunControl& m_own;
};

/// From what the throw-away model has gained and what open gates cost at alpha = 1.
void chooseAlpha(Calibration& result, const GateState& gates, double share)
{
    result.gain = std::max(result.baseLogLoss - result.validationLogLoss, kLeastGain * result.baseLogLoss);
    const auto lambda = gates.lambda();
    result.unitPenalty = std::accumulate(lambda.begin(), lambda.end(), 0.0);
    if (result.unitPenalty <= 0)
        throw InputError("Every field is constant on the training rows: there is nothing to choose from.");
    result.alpha = share * result.gain / result.unitPenalty;
}

/// A throw-away model with gates fixed at their start.
struct ThrowAway {
    std::unique_ptr<StepEngine> engine;
    GateState gates;
    ThrowAway(const Dataset& dataset, const Settings& settings, int64_t batch)
        : engine(makeEngine(engineSpecFor(settings, dataset.layout, searchTransform(settings), batch)))
        , gates(dataset.layout.fields(), settings, 1.0, 1e-3)
    {
    }
};

Calibration calibrateOnEpochs(const Dataset& dataset, const SearchRows& rows, const Settings& settings,
                              int64_t batch, int64_t mostEpochs, RunControl& control)
{
    const TrainSources sources = rows.sources();
    ThrowAway model(dataset, settings, batch);
    Calibration result;
    result.baseLogLoss = baseLoss(*sources.validation, 0, sources.validation->batches());
    RunControl own;
    LearntSomething observer(result.baseLogLoss - kLeastGain * result.baseLogLoss, control, own);
    const TrainPlan plan{.search = settings.search, .epochs = mostEpochs, .patience = 0, .calibration = true};
    Trainer(*model.engine, &model.gates, sources, plan, own, observer).run();
    control.throwIfStopped();
    result.epochs = observer.epochs;
    result.validationLogLoss = observer.lowestLogLoss;
    chooseAlpha(result, model.gates, settings.alphaShare);
    return result;
}

Calibration calibrateOnStream(const Dataset& dataset, const SearchRows& rows, const Settings& settings,
                              int64_t batch, RunControl& control)
{
    ThrowAway model(dataset, settings, batch);
    Calibration result;
    RunControl own;
    FirstBlocks observer(rows.sources(), rows.stream(), control, own);
    const TrainPlan plan{.search = settings.search, .blocks = settings.streamBlocks, .calibration = true};
    Trainer(*model.engine, &model.gates, rows.sources(), plan, own, observer).run();
    control.throwIfStopped();
    result.epochs = 1;
    result.blocks = observer.blocks;
    result.baseLogLoss = observer.baseLogLoss;
    result.validationLogLoss = observer.logLoss;
    chooseAlpha(result, model.gates, settings.alphaShare);
    return result;
}

} // namespace

int64_t calibrationBlocks(int64_t blocks)
{
    constexpr int64_t kPart = 5;
    return std::max<int64_t>(2, (blocks + kPart - 1) / kPart);
}

Calibration calibrateAlpha(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                           int64_t batch, int64_t mostEpochs, RunControl& control)
{
    const SearchRows rows(dataset, settings, batch);
    return rows.isStream() ? calibrateOnStream(*dataset, rows, settings, batch, control)
                           : calibrateOnEpochs(*dataset, rows, settings, batch, mostEpochs, control);
}

std::string alphaInWords(const Calibration& found, double share)
{
    const std::string rows = found.blocks > 0
        ? "on block " + grouped(found.blocks) + " after the blocks before it"
        : "on validation rows after " + grouped(found.epochs) + (found.epochs == 1 ? " epoch" : " epochs");
    const std::string losses =
        "log loss " + fixed(found.baseLogLoss, 4) + " -> " + fixed(found.validationLogLoss, 4) + " " + rows;
    const std::string alpha = "alpha = " + significant(found.alpha, 4) + ": K = " + shortest(share) + " of ";
    std::string text;
    if (found.validationLogLoss < found.baseLogLoss - kLeastGain * found.baseLogLoss)
        text = alpha + "the gain of " + fixed(found.gain, 4) + " nats (" + losses + ").";
    else
        text = alpha + "a nominal " + significant(found.gain, 2)
            + " nats: the model learns nothing that holds on " + (found.blocks > 0 ? "later" : "validation")
            + " rows (" + losses + "). Expect no verdict; more rows or another label may help.";
    if (found.blocks > 0)
        text += " The figures up to block " + grouped(found.blocks)
            + " are thus of rows that alpha was chosen on; from there on nothing comes from the future.";
    return text;
}

} // namespace leap
