// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/verdict/cross_fit.h"
#include "core/study/verdict/verdict.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// The steps of a verdict. Private to this room.
namespace leap {

/// What the steps share.
struct VerdictWork {
    const Dataset& dataset;
    const VerdictPlan& plan;
    std::span<const double> gates; ///< [F] of a search, or empty
    uint64_t seed;
    CrossFit& fit;
    VerdictResult& result; ///< filled step by step
    std::vector<Trainings> full = {}; ///< [folds] trainings of all fields

    [[nodiscard]] size_t fields() const { return dataset.schema.fields.size(); }
    [[nodiscard]] std::vector<std::string> namesOf(const std::vector<size_t>& fields) const;
    [[nodiscard]] bool mustStay(size_t field) const;
    [[nodiscard]] KeptSet without(const std::vector<size_t>& dropped) const;
    /// Every row is judged and teaches.
    [[nodiscard]] bool crossFitted() const { return result.by != FoldsBy::Time && !plan.quick; }
};

/// Trains the models of all fields, measures what each field adds, and gives it a status where that is
/// enough.
/// @return fields that may go, unless models trained without them lose something: those that add no more than
/// chance would, where a useful effect would have been seen; of fields that stand in for one another the best
/// stay behind
[[nodiscard]] std::vector<size_t> findCandidates(VerdictWork& work);

/// Trains models without candidates, and without fields that closed gates propose, and gives the fields their
/// status by what that loses. Fills margin, forecast, checks, loss.
void proveCandidates(VerdictWork& work, std::vector<size_t> candidates);

} // namespace leap
