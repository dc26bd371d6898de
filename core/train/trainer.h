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
#include "core/train/train_position.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace leap {

struct TrainPlan {
    SearchMode search = SearchMode::Bilevel;
    int64_t epochs = 10;
    int64_t patience = 3; ///< 0 = never stop early
    /// Above 0: one pass over a stream that is cut into this many blocks, without epochs and patience;
    /// "epoch" below then means "block".
    int64_t blocks = 0;
    bool calibration = false; ///< the gates act but do not learn; pause, speed and live changes do not apply
    double settledMove = 0.01; ///< early stopping counts epochs in which no gate moved further
    /// Never stop before this many steps: a gate that has not started to move also looks settled.
    int64_t fewestSteps = 0;
};

/// The one training loop: searches (with gates) and retraining (without). Synchronous; `control` is polled at
/// every batch boundary. Its whole state is saved and loaded as one value, and continuing from it gives the
/// same result as never having stopped, bit for bit (CPU).
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

    [[nodiscard]] int64_t step() const { return m_at.step; } ///< steps done
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
    /// If the training had stopped early, its patience starts again.
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

    TrainPosition m_at; ///< but for its gate, keptEpoch and keptAuc, which m_course and m_kept know
    KeptWeights m_kept;
};

} // namespace leap
