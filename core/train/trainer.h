// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/data/rows/batch.h"
#include "core/train/course.h"
#include "core/train/gate_state.h"
#include "core/train/kept_weights.h"
#include "core/train/observer.h"
#include "core/train/resident_steps.h"
#include "core/train/step_engine.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace leap {

struct TrainPlan {
    SearchMode search = SearchMode::Bilevel;
    int64_t epochs = 10;
    int64_t patience = 3; ///< 0 = never stop early
    int64_t blocks = 0; ///< above 0: a single pass over a stream of so many blocks, in place of epochs and
                        ///< patience; what is said of epochs below then goes for its blocks
    bool calibration = false; ///< the gates act but do not learn; pause, speed and live changes do not apply
    double settledMove = 0.01; ///< early stopping counts epochs in which no gate moved further
    int64_t fewestSteps = 0; ///< and not before so many steps: a gate at its start does not move either
};

/// The one training loop: searches (with gates) and retraining (without). Synchronous; `control` is polled at
/// every batch boundary. Its whole state is saved and loaded as one value, and going on from it equals never
/// having stopped, bit for bit (CPU).
///
/// Where the engine keeps the gates on its device (ResidentSteps), steps are reported up to
/// ResidentSteps::kMost steps late, and a stop asked for by an observer comes as late.
class Trainer {
public:
    /// @param gates null: train the backbone alone
    Trainer(StepEngine& engine, GateState* gates, const TrainSources& sources, const TrainPlan& plan,
            RunControl& control, TrainObserver& observer);

    /// Runs to the last epoch, an early stop or RunControl::stop.
    RunOutcome run();

    [[nodiscard]] int64_t step() const { return m_step; } ///< steps done
    /// Whose weights are kept; of a stream the newest block. 0 = none yet
    [[nodiscard]] int64_t bestEpoch() const { return m_kept.epoch(); }
    /// [F] |change of the gate| over the last full epoch, or since its end if that is more.
    [[nodiscard]] std::vector<double> gateMoves() const;

    /// Puts the weights of bestEpoch() into the engine, whose optimiser stays as it is; false
    /// when no epoch was finished. The state of the last step is what save() keeps: call save() first.
    bool restoreBest();

    void save(StateDict& state) const; ///< "trainer/", "gates/", "engine/", "best/"
    /// The same at a training's end: the weights of bestEpoch() go along without a copy, and are gone here.
    void moveTo(StateDict& state);
    /// What had stopped early counts its patience anew.
    void load(const StateDict& state);

private:
    using TimePoint = std::chrono::steady_clock::time_point;

    void saveCourse(StateDict& state) const;
    [[nodiscard]] bool mayGoOn();
    [[nodiscard]] bool learnsGates() const;
    [[nodiscard]] bool readsGateRows() const;
    void runStep(const Batch& trainBatch, Batch& gateBatch);
    void queueStep(const Batch& trainBatch, Batch& gateBatch);
    void beginResident();
    void collectResident();
    void applyChanges();
    void report(int64_t number, double trainLoss, double gateLoss);
    void finishEpoch(TimePoint start);
    [[nodiscard]] bool isStream() const { return m_plan.blocks > 0; }
    [[nodiscard]] bool shouldStopEarly() const;

    StepEngine& m_engine;
    ResidentSteps* m_resident; ///< of the engine, or null
    GateState* m_gates;
    TrainPlan m_plan;
    std::unique_ptr<Course> m_course;
    RunControl& m_control;
    TrainObserver& m_observer;
    StepResult m_result; // buffers reused from step to step

    int64_t m_step = 0;
    int64_t m_epoch = 1; ///< the epoch under way
    int64_t m_batchInEpoch = 0;
    double m_lossSum = 0;
    double m_secondsBefore = 0; ///< of the epoch under way, before a resume
    int64_t m_epochsWithoutGain = 0;
    std::vector<double> m_lastMoves; ///< [F] of the last full epoch; empty before its end
    std::vector<double> m_gatesAtEpochStart;
    KeptWeights m_kept;
};

} // namespace leap
