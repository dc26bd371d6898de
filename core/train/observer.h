// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"
#include "core/metric/metric_value.h"
#include "core/settings/settings.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// What is known when the first step begins.
struct RunPlan {
    std::vector<std::string> fields;
    Settings settings; ///< as asked
    double alpha = 0; ///< as used
    double gateLearningRate = 0; ///< as used
    int64_t epochs = 0; ///< as used; of a single pass its blocks, which are what "epoch" then means below
    int64_t batch = 0;
    int64_t stepsPerEpoch = 0; ///< the last block takes what is left
    int64_t steps = 0; ///< of all epochs
    int64_t firstStep = 1; ///< > 1 after a resume
    int threads = 1;
    std::string engine; ///< device and kernels in words
    double lowestReachableGate = 0; ///< by steps and rate
};

/// After one search step. The spans live during the call only.
struct StepReport {
    int64_t step = 0; ///< from 1
    int64_t epoch = 0; ///< from 1
    double trainLoss = 0; ///< of this training batch
    double gateLoss = 0; ///< of this gate batch; NaN in joint search, and where gates wait in a single pass
    double penalty = 0; ///< sum_i lambda_i g_i
    std::span<const double> gates; ///< [F]
    std::span<const double> divergence; ///< [F] Dbar
    std::span<const double> lambda; ///< [F]
};

struct EpochReport {
    int64_t epoch = 0; ///< from 1
    int64_t step = 0; ///< last step of the epoch
    double trainLoss = 0; ///< mean over the epoch's training batches
    MetricValue validationAuc; ///< of a single pass: on the block that is trained on next, after the last
                               ///< block on the validation rows
    MetricValue validationLogLoss;
    MetricValue validationGauc; ///< by impressions; undefined without a group column
    double seconds = 0; ///< of this epoch, evaluation included
    double largestGateMove = 0; ///< max over fields of |gate now - gate at the last epoch's end|
    bool best = false; ///< the best validation AUC so far; of a single pass: its end, which is what counts
};

/// A change of alpha, beta or tau while running.
struct ChangeMark {
    int64_t step = 0; ///< the first step with the new value
    std::string what; ///< "alpha 0.01 -> 0.02"
    bool operator==(const ChangeMark&) const = default;
};

/// Receives what a training does, on the training's own thread; must return quickly and not call back.
class TrainObserver {
public:
    virtual ~TrainObserver() = default;
    virtual void started(const RunPlan&) { }
    virtual void stepped(const StepReport&) { }
    virtual void epochDone(const EpochReport&) { }
    virtual void changed(const ChangeMark&) { }
    virtual void message(const std::string&) { } ///< one sentence for the user: choices made, warnings
};

enum class RunOutcome { Finished, Stopped };

template <> struct EnumNames<RunOutcome> {
    static constexpr const char* what = "outcome";
    static constexpr EnumName<RunOutcome> entries[] = {{RunOutcome::Finished, "finished"},
                                                       {RunOutcome::Stopped, "stopped"}};
};

} // namespace leap
