// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/data/rows/dataset.h"
#include "core/train/trained_model.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace leap {

/// What some fields add to the predictions of rows that the models never saw, summed over one fold.
///
/// With c the part of a row's logit that comes from the fields (its logit less the mean logit under shuffles
/// of their values) and e what the rest of the model leaves open (label less probability under other
/// shuffles), a field that tells something of the label has a positive covariance of c and e. The two come
/// from two halves of the shuffles, so that no shuffle meets itself, each way once: t = (c_A e_B + c_B e_A) /
/// 2. Both are means over the fold's models, centred within a block of rows.
struct EvidenceSum {
    double covariance = 0; ///< sum over rows of w t
    double squares = 0; ///< sum of the squares of w (t - mean), or of w t summed over each group
    bool operator==(const EvidenceSum&) const = default;
};

struct FoldEvidence {
    std::vector<EvidenceSum> sets; ///< of each set of fields that was asked for
    double weight = 0; ///< sum over rows
    /// c of some rows, [sets, sampled], centred: for telling which fields stand in for one another.
    std::vector<float> sample;
    int64_t sampled = 0;
    bool operator==(const FoldEvidence&) const = default;
};

struct EvidencePlan {
    std::vector<std::vector<size_t>> sets; ///< the fields of a set are shuffled together
    int shuffles = 6; ///< of each set; even, half of them on either side
    int64_t sampleRows = 0; ///< rows whose c is kept
    uint64_t key = 0; ///< of the shuffles
};

/// Judges the test part of a fold's dataset, whose rows lie group by group where there are groups.
/// @param models of this fold, whose logits are averaged
/// @throws Cancelled
[[nodiscard]] FoldEvidence measureEvidence(const std::shared_ptr<const Dataset>& fold,
                                           std::span<const std::unique_ptr<TrainedModel>> models,
                                           const EvidencePlan& plan, const RunControl& control);

/// The evidence over all folds.
struct SetEvidence {
    double effect = 0; ///< mean of t: about half of what the log loss would rise by without the set, in nats
    double error = 0; ///< its standard error
    double z = 0; ///< effect / error; 0 for a set that changes nothing
    bool operator==(const SetEvidence&) const = default;
};
/// @param crossFitted every row both teaches and is judged, so that each pair of rows counts twice and the
/// variance of noise is twice what the rows say; false for folds by time, where each pair counts once
[[nodiscard]] SetEvidence evidenceOf(std::span<const FoldEvidence> folds, size_t set, bool crossFitted);

} // namespace leap
