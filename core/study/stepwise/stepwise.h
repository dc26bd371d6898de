// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/ranking.h"
#include "core/study/retrain/trained_sets.h"
#include "core/study/study_result.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// What a paired interval on validation rows says of a field.
enum class Utility {
    First, ///< the model's first field: nothing to compare with
    Helps, ///< the 95 % bound is above no gain
    NoDifference, ///< neither bound is clear of zero
    Harms,
};
template <> struct EnumNames<Utility> {
    static constexpr const char* what = "utility";
    static constexpr EnumName<Utility> entries[] = {{Utility::First, "the first field"},
                                                    {Utility::Helps, "helps"},
                                                    {Utility::NoDifference, "no measurable difference"},
                                                    {Utility::Harms, "harms"}};
};

/// One line of the paper's Table 3.
struct Step {
    std::string added;
    double score = 0; ///< the gate
    double metric = 0; ///< mean over seeds, on validation rows
    /// Over the step before (part 1) or the peak model (part 2); positive = better. NaN for the first.
    double gain = std::numeric_limits<double>::quiet_NaN();
    PairedLoss paired; ///< the same with its errors; undefined for the first step
    Utility utility = Utility::First;
};

struct Stepwise {
    RunOutcome outcome = RunOutcome::Finished;
    LossMetric metric = LossMetric::Auc;
    std::vector<Step> built; ///< part 1: fields of high score, one after the other, best first
    size_t peak = 0; ///< the step of `built` with the best metric
    std::vector<std::string> peakFields;
    std::vector<Step> tested; ///< part 2: every other field, alone on top of the peak model
    Looks looks;
    int seeds = 0;
};
template <> inline constexpr const char* studyName<Stepwise> = "stepwise";

struct StepwisePlan {
    double threshold = 0.5; ///< fields whose gate is not below this build the model
    int retrainSeeds = 3; ///< trainings of each set
    std::optional<LossMetric> metric; ///< empty: defaultLossMetric()
};

/// Table 3 of the paper (section 4.3): builds a model up from the fields whose score is not below
/// `threshold` (at least the best one), then adds each field that is not in the peak model to it, alone.
/// Validation rows only. Deviation: differences carry a paired interval, and a word for it.
[[nodiscard]] Stepwise stepwise(TrainedSets& sets, const Ranking& ranking, double threshold,
                                LossMetric metric);

} // namespace leap
