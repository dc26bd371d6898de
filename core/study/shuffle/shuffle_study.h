// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/data/rows/dataset.h"
#include "core/settings/settings.h"
#include "core/study/retrain/prove_observer.h"
#include "core/study/shuffle/shuffle_moments.h"
#include "core/train/observer.h"
#include "core/train/trained_model.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace leap {

/// Where the curve J(g) of a field is measured.
inline constexpr std::array<double, 5> kCurveGates{0, 0.25, 0.5, 0.75, 1};

struct ShufflePlan {
    int repeats = 5; ///< shuffles of a field
    uint64_t seed = 0;
    /// [F] gates for curve and force; empty: earnings alone are measured
    std::vector<double> gates;
    GateForm form = GateForm::Permute; ///< how a gate mixes; earnings are by permutation in any case
};

/// What validation rows say of one field of a trained model.
struct FieldShuffle {
    Estimate earns; ///< rise of the log loss when the field is shuffled over the rows
    /// J(g) - J(1) at kCurveGates, this field's gate at g and all others at 1. At g = 0 of the paper's form
    /// that is `earns`.
    std::array<Estimate, kCurveGates.size()> curve{};
    Estimate force; ///< dJ / dg with all gates where they stand
    double changedRows =
        0; ///< 1 - sum_v p_v^2: the share of rows whose value a shuffle is expected to change
};

struct ShuffleStudy {
    RunOutcome outcome = RunOutcome::Finished; ///< Stopped: the rest is not to be used
    int64_t rows = 0;
    int64_t blockRows = 0; ///< rows that were shuffled with one another; `rows` unless those are too many
    double logLoss = 0; ///< J(1) of all: the model as it is
    std::vector<FieldShuffle> fields; ///< [F]
};

/// Shuffles field by field on validation rows. Rows are processed in blocks of at most 65,536 (fewer if rows
/// are wide), and a field is shuffled within a block. The network is in evaluation mode: no dropout, running
/// statistics. A uniform permutation may leave a row its own value, as the gate's does.
[[nodiscard]] ShuffleStudy studyShuffles(const std::shared_ptr<const Dataset>& dataset, TrainedModel& model,
                                         const ShufflePlan& plan, RunControl& control,
                                         ProveObserver& observer);

} // namespace leap
