// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/base/elapsed.h"
#include "core/base/text.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

namespace leap {
namespace {

std::vector<double> movesBetween(const std::vector<double>& from, const std::vector<double>& to)
{
    std::vector<double> moves(from.size());
    for (size_t i = 0; i < from.size(); ++i)
        moves[i] = std::abs(to[i] - from[i]);
    return moves;
}

double largest(const std::vector<double>& values)
{
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

std::unique_ptr<Course> courseOf(const TrainPlan& plan, const TrainSources& sources)
{
    return plan.blocks > 0 ? makeStreamCourse(sources, plan.blocks) : makeEpochCourse(sources, plan.epochs);
}

} // namespace

Trainer::Trainer(StepEngine& engine, GateState* gates, const TrainSources& sources, const TrainPlan& plan,
                 RunControl& control, TrainObserver& observer)
    : m_engine(engine)
    , m_resident(engine.resident())
    , m_gates(gates)
    , m_plan(plan)
    , m_course(courseOf(plan, sources))
    , m_control(control)
    , m_observer(observer)
    , m_kept(plan.blocks > 0 ? KeptEpoch::Last : KeptEpoch::Best)
{
    if (m_gates)
        m_at.gatesAtEpochStart = m_gates->gates();
}

RunOutcome Trainer::run()
{
    Batch trainBatch;
    Batch gateBatch;
    beginResident();
    while (m_at.epoch <= m_course->laps() && !shouldStopEarly()) {
        const auto start = std::chrono::steady_clock::now();
        m_course->startLap(m_at.epoch, m_at.batchInEpoch);
        while (m_at.batchInEpoch < m_course->batches(m_at.epoch)) {
            if (!mayGoOn()) {
                collectResident();
                m_at.seconds += secondsSince(start);
                return RunOutcome::Stopped;
            }
            m_course->nextTrain(trainBatch);
            if (m_resident)
                queueStep(trainBatch, gateBatch);
            else
                runStep(trainBatch, gateBatch);
        }
        collectResident();
        finishEpoch(start);
    }
    return RunOutcome::Finished;
}

bool Trainer::mayGoOn()
{
    if (m_plan.calibration)
        return !m_control.stopRequested();
    if (m_control.paused())
        collectResident(); // while paused, the current state is shown
    if (!m_control.waitAtBoundary())
        return false;
    applyChanges();
    return true;
}

bool Trainer::readsGateRows() const
{
    return learnsGates() && m_plan.search == SearchMode::Bilevel;
}

bool Trainer::learnsGates() const
{
    return m_gates && !m_plan.calibration;
}

void Trainer::runStep(const Batch& trainBatch, Batch& gateBatch)
{
    const bool joint = learnsGates() && m_plan.search == SearchMode::Joint;
    double gateLoss = std::numeric_limits<double>::quiet_NaN();
    StepInput input{joint ? StepKind::Joint : StepKind::Backbone, m_at.step + 1, {}, 1.0F};
    if (m_gates) {
        input.theta = m_gates->theta();
        input.tau = static_cast<float>(m_gates->tau());
    }
    m_engine.step(trainBatch, input, m_result);
    const double trainLoss = m_result.loss;
    if (m_gates && !m_result.divergence.empty())
        m_gates->observeDivergence(m_result.divergence);
    if (joint)
        m_gates->applyGradient(m_result.dtheta);
    if (readsGateRows() && m_course->nextGate(gateBatch)) {
        input.kind = StepKind::Gates;
        m_engine.step(gateBatch, input, m_result);
        gateLoss = m_result.loss;
        m_gates->applyGradient(m_result.dtheta);
    }
    ++m_at.step;
    ++m_at.batchInEpoch;
    m_at.lossSum += trainLoss;
    report(m_at.step, trainLoss, gateLoss);
}

void Trainer::queueStep(const Batch& trainBatch, Batch& gateBatch)
{
    const bool gateStep = readsGateRows() && m_course->nextGate(gateBatch);
    m_resident->queue(trainBatch,
                      {.step = m_at.step + 1,
                       .joint = learnsGates() && m_plan.search == SearchMode::Joint,
                       .gate = gateStep ? &gateBatch : nullptr});
    ++m_at.step;
    ++m_at.batchInEpoch;
    if (m_resident->pending() == ResidentSteps::kMost)
        collectResident();
}

void Trainer::beginResident()
{
    if (m_resident)
        m_resident->begin(m_gates);
}

/// Reports each step with the gates as they were after it.
void Trainer::collectResident()
{
    if (!m_resident || m_resident->pending() == 0)
        return;
    std::vector<ResidentStep> steps;
    m_resident->collect(steps, m_gates);
    const GateArrays last = m_gates ? m_gates->arrays() : GateArrays{};
    for (ResidentStep& step : steps) {
        if (m_gates)
            m_gates->show(std::move(step.theta), std::move(step.divergence));
        m_at.lossSum += step.trainLoss;
        report(step.step, step.trainLoss, step.gateLoss);
    }
    if (m_gates)
        m_gates->setArrays(last);
}

void Trainer::applyChanges()
{
    const LiveChange change = m_control.takeChange();
    if (!m_gates || change.empty())
        return;
    collectResident();
    for (const auto& [key, value] : change) {
        const SettingRow& setting = settingRow(key);
        const std::string from = settingText(setting, m_gates->settings());
        m_gates->change(setting, value);
        m_observer.changed(
            {m_at.step + 1,
             settingName(setting) + " " + from + " -> " + settingText(setting, m_gates->settings())});
    }
    beginResident(); // with the gates as changed
}

void Trainer::report(int64_t number, double trainLoss, double gateLoss)
{
    StepReport step;
    step.step = number;
    step.epoch = m_at.epoch;
    step.trainLoss = trainLoss;
    step.gateLoss = gateLoss;
    std::vector<double> gates, divergence, lambda;
    if (m_gates) {
        step.penalty = m_gates->penalty();
        gates = m_gates->gates();
        divergence = m_gates->divergence();
        lambda = m_gates->lambda();
    }
    step.gates = gates;
    step.divergence = divergence;
    step.lambda = lambda;
    m_observer.stepped(step);
}

void Trainer::finishEpoch(std::chrono::steady_clock::time_point start)
{
    const Evaluation validation = m_course->judge(m_engine, m_at.epoch);
    EpochReport epoch;
    epoch.epoch = m_at.epoch;
    epoch.step = m_at.step;
    epoch.trainLoss = m_at.lossSum / static_cast<double>(std::max<int64_t>(1, m_at.batchInEpoch));
    epoch.validationAuc = validation.auc;
    epoch.validationLogLoss = validation.logLoss;
    epoch.validationGauc = validation.gaucByImpressions;
    if (m_gates) {
        const auto gates = m_gates->gates();
        m_at.lastMoves = movesBetween(m_at.gatesAtEpochStart, gates);
        epoch.largestGateMove = largest(m_at.lastMoves);
        m_at.gatesAtEpochStart = gates;
    }
    const bool kept = m_kept.offer(m_at.epoch, validation.auc, m_engine);
    epoch.best = kept && (!isStream() || m_at.epoch == m_course->laps());
    const bool settled = epoch.largestGateMove <= m_plan.settledMove && m_at.step >= m_plan.fewestSteps;
    m_at.epochsWithoutGain = epoch.best || !settled ? 0 : m_at.epochsWithoutGain + 1;
    epoch.seconds = m_at.seconds + secondsSince(start);
    ++m_at.epoch;
    m_at.batchInEpoch = 0;
    m_at.lossSum = 0;
    m_at.seconds = 0;
    m_observer.epochDone(epoch);
}

bool Trainer::shouldStopEarly() const
{
    return !isStream() && m_plan.patience > 0 && m_at.epochsWithoutGain >= m_plan.patience;
}

std::vector<double> Trainer::gateMoves() const
{
    if (!m_gates)
        return {};
    auto moves = movesBetween(m_at.gatesAtEpochStart, m_gates->gates());
    for (size_t i = 0; i < m_at.lastMoves.size(); ++i)
        moves[i] = std::max(moves[i], m_at.lastMoves[i]);
    return moves;
}

bool Trainer::restoreBest()
{
    return m_kept.restore(m_engine);
}

void Trainer::save(StateDict& state) const
{
    saveCourse(state);
    m_kept.save(state);
}

void Trainer::moveTo(StateDict& state)
{
    saveCourse(state);
    m_kept.moveTo(state);
}

/// All but the kept weights.
void Trainer::saveCourse(StateDict& state) const
{
    m_engine.save(state);
    if (m_gates)
        m_gates->save(state);
    TrainPosition position = m_at;
    position.gate = m_course->gatePosition();
    position.keptEpoch = m_kept.epoch();
    position.keptAuc = m_kept.auc();
    savePosition(state, position);
}

void Trainer::load(const StateDict& state)
{
    m_engine.load(state);
    if (m_gates)
        m_gates->load(state);
    m_at = loadedPosition(state, m_gates ? m_gates->fields() : 0);
    m_course->setGatePosition(m_at.gate);
    m_kept.load(state, m_at.keptEpoch, m_at.keptAuc);
    if (shouldStopEarly()) // it did, and is asked for more
        m_at.epochsWithoutGain = 0;
}

} // namespace leap
