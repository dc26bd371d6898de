// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search.h"

#include "core/base/elapsed.h"
#include "core/base/error.h"
#include "core/metric/polarisation.h"
#include "core/search/calibration.h"
#include "core/search/gate_course.h"
#include "core/search/reach.h"
#include "core/search/search_rows.h"
#include "core/train/engines.h"
#include "core/train/evaluate.h"
#include "core/train/kept_weights.h"
#include "core/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace leap {
namespace {

/// Keeps in the result what the training tells, and passes it on.
class Recorder : public TrainObserver {
public:
    Recorder(SearchResult& result, TrainObserver& next)
        : m_result(result)
        , m_next(next)
    {
    }
    void started(const RunPlan& plan) override { m_next.started(plan); }
    void stepped(const StepReport& step) override
    {
        m_result.trajectory.record(step);
        m_next.stepped(step);
    }
    void epochDone(const EpochReport& epoch) override
    {
        m_result.epochs.push_back(epoch);
        m_next.epochDone(epoch);
    }
    void changed(const ChangeMark& mark) override
    {
        m_result.changes.push_back(mark);
        m_next.changed(mark);
    }
    void message(const std::string& text) override
    {
        m_result.messages.push_back(text);
        m_next.message(text);
    }

private:
    SearchResult& m_result;
    TrainObserver& m_next;
};

/// One search from plan to ranking; the steps in the order in which run() calls them.
class Search {
public:
    Search(const std::shared_ptr<const Dataset>& dataset, const Settings& settings, RunControl& control,
           TrainObserver& observer, SearchResult& result)
        : m_dataset(dataset)
        , m_settings(settings)
        , m_control(control)
        , m_result(result)
        , m_recorder(result, observer)
        , m_batch(batchSizeFor(settings, dataset->rows))
        , m_rows(dataset, settings, m_batch)
    {
    }

    void run(const SearchResult* resume)
    {
        const bool fresh = !resume || resume->steps == 0;
        try {
            fresh ? makePlan() : extendPlan();
        } catch (const Cancelled&) { // while alpha was chosen: there is no step yet
            m_result.outcome = RunOutcome::Stopped;
            return;
        }
        makeModel();
        m_result.plan.engine = m_engine->description();
        Trainer trainer = makeTrainer();
        if (!fresh) {
            m_rows.checkOrder(resume->state);
            trainer.load(resume->state);
        }
        announce(trainer.step() + 1);
        m_result.outcome = trainer.run();
        const std::string alike = m_rows.alikeInWords(m_gates->divergence());
        if (m_result.outcome == RunOutcome::Finished && !alike.empty())
            m_recorder.message(alike);
        conclude(trainer);
    }

    void judgeOnTestRows()
    {
        m_engine = newEngine();
        const auto test = m_rows.testRows();
        m_engine->loadModel(m_result.state);
        const Evaluation last = evaluate(*m_engine, *test);
        m_result.testAuc = last.auc;
        m_result.testLogLoss = last.logLoss;
        if (m_result.bestEpoch == 0)
            return;
        m_engine->loadModel(BorrowedModel(m_result.state).model());
        m_result.testAucBest = evaluate(*m_engine, *test).auc;
    }

private:
    [[nodiscard]] std::unique_ptr<StepEngine> newEngine() const
    {
        return makeEngine(engineSpecFor(m_settings, m_dataset->layout, searchTransform(m_settings), m_batch));
    }

    void makeModel()
    {
        m_engine = newEngine();
        m_gates = std::make_unique<GateState>(m_dataset->layout.fields(), m_settings, m_result.plan.alpha,
                                              m_result.plan.gateLearningRate);
    }

    /// An early stop waits until a useless gate has had the time to fall. Not at a rate of the user's own,
    /// which may be as small as it likes: the verdicts then say that there were too few steps.
    [[nodiscard]] int64_t fewestSteps() const
    {
        return m_settings.gateLearningRate ? 0 : stepsToFall(m_settings, m_result.plan.gateLearningRate);
    }

    Trainer makeTrainer()
    {
        const TrainPlan plan{.search = m_settings.search,
                             .epochs = m_result.plan.epochs,
                             .patience = m_settings.patience,
                             .blocks = m_rows.isStream() ? m_settings.streamBlocks : 0,
                             .fewestSteps = fewestSteps()};
        return {*m_engine, m_gates.get(), m_rows.sources(), plan, m_control, m_recorder};
    }

    void makePlan()
    {
        const int64_t steps = m_rows.stepsPerEpoch();
        const Reach reach = m_rows.isStream() ? planStreamReach(m_settings, m_rows.gateSteps(steps))
                                              : planReach(m_settings, steps);
        SearchPlan& plan = m_result.plan;
        plan.batch = m_batch;
        plan.epochs = reach.epochs;
        plan.gateLearningRate = reach.gateLearningRate;
        plan.lowestReachableGate = reach.lowestGate;
        plan.threads = engineSpecFor(m_settings, m_dataset->layout, {}, m_batch).threads;
        if (reach.message)
            m_recorder.message(*reach.message);
        if (m_settings.alpha)
            plan.alpha = *m_settings.alpha;
        else
            calibrate();
    }

    /// More epochs than planned may be asked of an earlier result; what it said of its end is then undone.
    void extendPlan()
    {
        SearchPlan& plan = m_result.plan;
        if (!m_rows.isStream())
            plan.epochs = std::max(plan.epochs, m_settings.epochs);
        plan.lowestReachableGate = lowestReachableGate(
            m_settings, plan.gateLearningRate, m_rows.gateSteps(plan.epochs * m_rows.stepsPerEpoch()));
        m_result.testAuc = m_result.testAucBest = m_result.testLogLoss = {};
    }

    void calibrate()
    {
        m_recorder.message(m_rows.isStream()
                               ? "Choosing alpha by a throw-away model with fixed gates on the first blocks."
                               : "Choosing alpha by a throw-away model with fixed gates.");
        const Calibration found =
            calibrateAlpha(m_dataset, m_settings, m_batch, m_result.plan.epochs, m_control);
        m_result.plan.alphaAuto = true;
        m_result.plan.alpha = found.alpha;
        m_result.plan.calibrationGain = found.gain;
        m_result.calibrationEpochs = found.epochs;
        m_recorder.message(alphaInWords(found, m_settings.alphaShare));
    }

    void announce(int64_t firstStep)
    {
        RunPlan plan;
        for (const Field& field : m_dataset->schema.fields)
            plan.fields.push_back(field.name);
        plan.settings = m_settings;
        plan.alpha = m_result.plan.alpha;
        plan.gateLearningRate = m_result.plan.gateLearningRate;
        plan.epochs = m_rows.isStream() ? m_settings.streamBlocks : m_result.plan.epochs;
        plan.batch = m_result.plan.batch;
        plan.stepsPerEpoch = m_rows.isStream() ? m_rows.stream().length() : m_rows.stepsPerEpoch();
        plan.steps = m_result.plan.epochs * m_rows.stepsPerEpoch();
        plan.firstStep = firstStep;
        plan.threads = m_result.plan.threads;
        plan.engine = m_result.plan.engine;
        plan.lowestReachableGate = m_result.plan.lowestReachableGate;
        m_recorder.started(plan);
    }

    void conclude(Trainer& trainer)
    {
        m_result.steps = trainer.step();
        m_result.bestEpoch = trainer.bestEpoch();
        rank(trainer);
        m_result.polarisation = polarisation(m_gates->gates());
        m_result.state.clear();
        trainer.moveTo(m_result.state);
        m_rows.saveOrder(m_result.state);
    }

    void rank(const Trainer& trainer)
    {
        const auto values = m_gates->gates();
        const auto divergence = m_gates->divergence();
        const auto lambda = m_gates->lambda();
        const auto moves = trainer.gateMoves();
        Ranking& ranking = m_result.ranking;
        ranking = rankingOf(*m_dataset, values);
        ranking.selector = searchSelectorName(m_settings);
        ranking.scoresAre = ScoresAre::Gates;
        ranking.course.wholeEpoch = trainer.bestEpoch() > 0;
        for (size_t i = 0; i < values.size(); ++i) {
            FieldScore& score = ranking.fields[i];
            score.gate = values[i];
            score.divergence = divergence[i];
            score.lambda = lambda[i];
            score.gateMove = moves[i];
        }
        const double start = std::log(m_settings.initialGate / (1 - m_settings.initialGate));
        const int64_t gateSteps = m_rows.gateSteps(m_result.steps);
        judgeCourse(ranking,
                    {.steps = m_result.steps,
                     .startLogit = start,
                     .logitPerStep = m_result.plan.gateLearningRate / m_gates->tau(),
                     .gateRows = m_rows.gateRows(gateSteps),
                     .gateSteps = gateSteps},
                    m_result.trajectory);
    }

    std::shared_ptr<const Dataset> m_dataset;
    Settings m_settings;
    RunControl& m_control;
    SearchResult& m_result;
    Recorder m_recorder;
    int64_t m_batch;
    SearchRows m_rows;
    std::unique_ptr<StepEngine> m_engine;
    std::unique_ptr<GateState> m_gates;
};

} // namespace

std::string searchSelectorName(const Settings& settings)
{
    const std::string form = settings.gateForm == GateForm::Permute ? "leap"
        : settings.gateForm == GateForm::Mean                       ? "leap-mean"
                                              : "leap-" + std::string(nameOf(settings.gateForm));
    return settings.penalty == Penalty::Adaptive ? form : form + "-base";
}

SearchResult runSearch(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                       RunControl& control, TrainObserver& observer, const SearchResult* resume)
{
    settings.validate();
    if (dataset->layout.fields() == 0)
        throw InputError("The schema has no field to search.");
    const auto start = std::chrono::steady_clock::now();
    SearchResult result = resume ? *resume : SearchResult{};
    const double secondsBefore = result.seconds;
    Search(dataset, settings, control, observer, result).run(resume);
    result.seconds = secondsBefore + secondsSince(start);
    return result;
}

Settings retrainSettings(Settings settings, const SearchPlan& plan)
{
    settings.epochs = std::max(settings.epochs, plan.epochs);
    return settings;
}

void judgeOnTestRows(const std::shared_ptr<const Dataset>& dataset, const Settings& settings,
                     SearchResult& result)
{
    if (result.outcome != RunOutcome::Finished)
        return;
    RunControl control;
    TrainObserver quiet;
    Search(dataset, settings, control, quiet, result).judgeOnTestRows();
}

} // namespace leap
