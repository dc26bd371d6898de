// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/study/retrain/paired_loss.h"
#include "core/study/retrain/prove_observer.h"
#include "core/study/study_result.h"
#include "core/study/verdict/evidence.h"
#include "core/study/verdict/folds.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// How a verdict is reached; what is 0 is chosen by the data.
struct VerdictPlan {
    int folds = 5;
    int models = 2; ///< of each fold and set of fields
    int mostModels = 4; ///< more are trained where a loss can be neither shown nor excluded
    int shuffles = 6; ///< of each field
    double cut = 1.64; ///< standard errors; a field with fewer is a candidate
    double margin =
        0; ///< a smaller loss does not count; 0: .001, or what the rows can show where that is more
    bool quick = false; ///< one model of the first fold only: a provisional verdict
    bool uselessOnly = false; ///< do not ask for fields that are used but not needed
    std::vector<std::string> keep = {}; ///< fields that must stay
    int threads = 0; ///< models trained at a time; 0: one per core. Changes no figure
    [[nodiscard]] VerdictPlan effective() const; ///< with what `quick` sets
    /// @throws InputError
    void validate() const;
    bool operator==(const VerdictPlan&) const = default;
};

enum class FieldStatus {
    Useless, ///< adds nothing to predictions of rows that the models never saw; shown by retraining
    NotNeeded, ///< used, but the model is no worse without it; shown by retraining
    Stays, ///< adds more than chance would
    Uncertain, ///< neither can be shown with these rows
};
template <> struct EnumNames<FieldStatus> {
    static constexpr const char* what = "status";
    static constexpr EnumName<FieldStatus> entries[] = {{FieldStatus::Useless, "useless", "Useless"},
                                                        {FieldStatus::NotNeeded, "not_needed", "Not needed"},
                                                        {FieldStatus::Stays, "stays", "Stays"},
                                                        {FieldStatus::Uncertain, "uncertain", "Uncertain"}};
};
/// Useless and NotNeeded.
[[nodiscard]] bool canGo(FieldStatus status);

struct VerdictField {
    std::string name;
    FieldStatus status = FieldStatus::Uncertain;
    std::string reason; ///< a sentence
    int64_t columns = 0; ///< of the concatenated row
    SetEvidence evidence;
    /// The smallest effect that these rows would show four times in five, as a share of all that the models
    /// gain over the base rate; NaN where they gain nothing.
    double visible = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::string> substitutes; ///< fields that stand in for one another, this one among them
    double gate = std::numeric_limits<double>::quiet_NaN(); ///< of the run's search
    bool operator==(const VerdictField&) const = default;
};

/// A set of fields that was left out of models trained anew.
struct VerdictCheck {
    std::string what; ///< "the candidates", "also what closed gates propose"
    std::vector<std::string> dropped;
    PairedLoss loss; ///< against all fields, or the best set so far
    bool shown = false; ///< its upper bound is within the margin
};

/// Which fields can go, and how that is known. See core/study/verdict/README.md for the procedure.
struct VerdictResult {
    std::string created; ///< UTC, ISO 8601
    VerdictPlan plan;
    LossMetric metric = LossMetric::Auc;
    FoldsBy by = FoldsBy::Rows;
    int folds = 0; ///< that were judged
    bool provisional = false; ///< of a quick plan, or of a run that is a single pass
    int64_t rows = 0; ///< that were judged
    int64_t positives = 0; ///< among them
    double full = 0; ///< the metric with all fields, mean over folds and models
    double kept = 0; ///< the same without those that can go
    double gain = 0; ///< of all fields' models over the base rate, in nats of log loss
    double forecast = 0; ///< the smallest loss that these rows were expected to show
    double margin = 0; ///< as used
    PairedLoss loss; ///< of those that can go, against all fields; undefined where none can
    std::vector<VerdictField> fields; ///< schema order
    std::vector<std::string> constants; ///< columns of one value: useless without a training
    std::vector<VerdictCheck> checks; ///< every set that was looked at, in order
    int64_t trainings = 0;
    double seconds = 0;

    [[nodiscard]] std::vector<std::string> named(FieldStatus status) const; ///< fields of this status
};

/// Useless constants, then fields that are useless or not needed.
[[nodiscard]] std::vector<std::string> fieldsThatCanGo(const VerdictResult& verdict);

template <> inline constexpr const char* studyName<VerdictResult> = "verdict";

/// Training, gate and validation rows only: test rows stay closed.
/// @param gates [F] of a search, which propose fields that are used but not needed; empty: none does
/// @throws InputError (too few rows, ...), Cancelled
[[nodiscard]] VerdictResult makeVerdict(const std::shared_ptr<const Dataset>& dataset,
                                        const Settings& settings, const VerdictPlan& plan,
                                        std::span<const double> gates, RunControl& control,
                                        ProveObserver& observer);

} // namespace leap
