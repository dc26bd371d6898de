// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/verdict/evidence.h"

#include <cstddef>
#include <span>
#include <vector>

namespace leap {

/// How alike what two sets of fields add to predictions is: the absolute correlation of their sampled c over
/// all folds, [sets][sets]. A set that adds nothing is like no other.
[[nodiscard]] std::vector<std::vector<double>> similarityOf(std::span<const FoldEvidence> folds,
                                                            const std::vector<size_t>& sets);

/// Average linkage (Sokal and Michener 1958): the two clusters whose members are most alike on average are
/// merged, as long as that average reaches `least`. Members in ascending order, clusters by their first one.
/// @param similarity [n][n], symmetric
[[nodiscard]] std::vector<std::vector<size_t>>
averageLinkage(const std::vector<std::vector<double>>& similarity, double least);

} // namespace leap
