// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// One field's place in a selector's result.
struct FieldScore {
    std::string name;
    std::string kind;
    std::vector<std::string> source; ///< source columns
    int64_t start = 0; ///< columns [start, end) of the concatenated row
    int64_t end = 0;
    double score = 0; ///< higher = keep rather; the gate for LeAP
    double gate = 0;
    double divergence = 0; ///< Dbar
    double lambda = 0;
    double gateMove =
        0; ///< |change of the gate| over the last epoch (or the steps since the last epoch's end, if more)
    int64_t activeRows = 0; ///< rows whose value is not the field's most frequent one
    [[nodiscard]] int64_t width() const { return end - start; }
    bool operator==(const FieldScore&) const = default;
};

/// Fields in schema order, with their scores.
struct Ranking {
    std::string selector; ///< a name of selectorNames()
    std::vector<FieldScore> fields;
    bool settled = false; ///< no gate moved by more than .01 in the last epoch
    bool wholeEpoch = true; ///< false: stopped before the first epoch's end, no gate can be called settled
    int seeds = 1;
    /// Several searches: the score of each field in each, [seeds][F]; empty for one. The fields above are
    /// then those of the first search (gateMove: the largest of all).
    std::vector<std::vector<double>> seedScores;
    /// Indices of `fields`, highest score first; ties by order in the schema.
    [[nodiscard]] std::vector<size_t> order() const;
    bool operator==(const Ranking&) const = default;
};

/// The dataset's fields with these scores; no gates. @param score [F]
[[nodiscard]] Ranking rankingOf(const Dataset& dataset, std::span<const double> score);

} // namespace leap
