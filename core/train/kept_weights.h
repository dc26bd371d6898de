// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metric/metric_value.h"
#include "core/train/state_dict.h"
#include "core/train/step_engine.h"

#include <cstdint>

namespace leap {

/// Which end of an epoch has the weights that count.
enum class KeptEpoch {
    Best, ///< the one of the best validation AUC
    Last, ///< the newest: a stream's figures are of different rows and cannot be compared
};

/// The weights that a training's state keeps in addition to the last ones, in the form that an engine loads;
/// empty if it keeps none.
[[nodiscard]] StateDict keptModel(const StateDict& state);
/// @throws InputError always: the run keeps no such weights
[[noreturn]] void refuseWithoutBestEpoch();

/// The same without a copy: taken out of the state, and put back in the end.
class BorrowedModel {
public:
    explicit BorrowedModel(StateDict& state);
    ~BorrowedModel();
    BorrowedModel(const BorrowedModel&) = delete;
    BorrowedModel& operator=(const BorrowedModel&) = delete;
    [[nodiscard]] const StateDict& model() const { return m_model; }

private:
    StateDict& m_state;
    StateDict m_model;
};

/// The weights and statistics of an engine at the end of an epoch, for later.
class KeptWeights {
public:
    explicit KeptWeights(KeptEpoch which)
        : m_which(which)
    {
    }
    [[nodiscard]] int64_t epoch() const { return m_epoch; } ///< 0 = none yet
    [[nodiscard]] double auc() const { return m_auc; }
    /// An epoch has ended; true when its weights are kept in place of the earlier ones.
    bool offer(int64_t epoch, const MetricValue& auc, const StepEngine& engine);
    /// Puts them into the engine, whose optimiser stays as it is; false when there are none.
    bool restore(StepEngine& engine) const;

    void save(StateDict& state) const; ///< the weights, under "best/"
    void moveTo(StateDict& state); ///< the same, without a copy: none are left here
    void load(const StateDict& state, int64_t epoch, double auc);

private:
    KeptEpoch m_which;
    int64_t m_epoch = 0;
    double m_auc = 0;
    StateDict m_weights;
};

} // namespace leap
