// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"

#include <cstdint>
#include <limits>
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
    /// Net way of the gate's logit from its start, in units of what steps of random sign would make;
    /// infinite: unknown (no gate, or an older file)
    double push = std::numeric_limits<double>::infinity();
    bool crossing = false; ///< at its pace it crosses one half within as many steps as were made
    [[nodiscard]] int64_t width() const { return end - start; }
    bool operator==(const FieldScore&) const = default;
};

/// Fields in schema order, with their scores.
struct Ranking {
    std::string selector; ///< a name of selectorNames()
    std::vector<FieldScore> fields;
    bool settled = false; ///< every gate is: standingOf() in gate_course.h
    bool wholeEpoch = true; ///< false: stopped before the first epoch's end, no gate can be called settled
    double lowestGate = 0; ///< no gate could fall below it with the steps made
    int64_t gateRows = -1; ///< rows that taught the gates; -1: unknown
    int seeds = 1;
    /// Several searches: the score of each field in each, [seeds][F]; empty for one. The fields above are
    /// then those of the first search (gateMove: the largest of all).
    std::vector<std::vector<double>> seedScores;
    /// Searches with the first seed on halves of the rows, [2 pairs][F]: 2p and 2p + 1 share no row.
    std::vector<std::vector<double>> halfScores;
    /// With the first seed and all rows, but given values brought to one scale: [F], or empty.
    std::vector<double> rescaledScores;
    /// With the first seed and all rows, but a higher floor of the divergence: [F], or empty.
    std::vector<double> raisedFloorScores;
    /// Indices of `fields`, highest score first; ties by order in the schema.
    [[nodiscard]] std::vector<size_t> order() const;
    bool operator==(const Ranking&) const = default;
};

/// The dataset's fields with these scores; no gates. @param score [F]
[[nodiscard]] Ranking rankingOf(const Dataset& dataset, std::span<const double> score);

} // namespace leap
