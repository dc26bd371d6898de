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
    double score = 0; ///< higher = more worth keeping; the gate where Ranking::scoresAre says so
    double gate = 0;
    double divergence = 0; ///< Dbar
    double lambda = 0;
    /// |change of the gate| over the last epoch (or over the steps since the last epoch's end, if more)
    double gateMove = 0;
    int64_t activeRows = 0; ///< rows whose value is not the field's most frequent one
    /// Net way of the gate's logit from its start, in units of what steps of random sign would make;
    /// infinite: unknown (no gate, or an older file)
    double push = std::numeric_limits<double>::infinity();
    bool crossing = false; ///< at its pace it crosses one half within as many steps as were made
    [[nodiscard]] int64_t width() const { return end - start; }
    bool operator==(const FieldScore&) const = default;
};

/// What a ranking's scores are.
enum class ScoresAre {
    Gates, ///< of a search: in [0, 1], below one half the field is not needed
    Values, ///< of any other selector: comparable with one another only
};

/// What is known of the search that moved the gates, for all of them; each gate's own part is in FieldScore.
struct GateCourse {
    bool wholeEpoch =
        true; ///< false: stopped before the end of the first epoch, no gate can be called settled
    double lowestGate = 0; ///< no gate could fall below it in the steps made
    int64_t gateRows = -1; ///< rows that taught the gates; -1: unknown
    bool operator==(const GateCourse&) const = default;
};

/// Scores of the same fields in further searches.
struct RepeatedScores {
    /// With other seeds, [seeds][F], the first search included; empty: only the first search was made.
    std::vector<std::vector<double>> seedScores;
    /// With the first seed on halves of the rows, [2 pairs][F]: 2p and 2p + 1 share no row.
    std::vector<std::vector<double>> halfScores;
    /// With the first seed and all rows, but given values brought to one scale: [F], or empty.
    std::vector<double> rescaledScores;
    /// With the first seed and all rows, but a higher floor of the divergence: [F], or empty.
    std::vector<double> raisedFloorScores;
    [[nodiscard]] int seeds() const { return seedScores.empty() ? 1 : static_cast<int>(seedScores.size()); }
    /// More than one search has a say in the verdicts: by seed or by half of the rows.
    [[nodiscard]] bool severalSearches() const { return seeds() > 1 || !halfScores.empty(); }
    bool operator==(const RepeatedScores&) const = default;
};

/// Fields in schema order, with the scores of one selector.
struct Ranking {
    std::string selector; ///< a name of selectorNames()
    ScoresAre scoresAre = ScoresAre::Values;
    /// Of the first search where there are several (gateMove: the largest of all).
    std::vector<FieldScore> fields;
    GateCourse course;
    RepeatedScores repeats;
    [[nodiscard]] std::vector<double> scores() const; ///< [F]
    [[nodiscard]] std::vector<size_t> order() const; ///< descendingOrder() of the scores
    bool operator==(const Ranking&) const = default;
};

/// Indices, highest score first; equal scores in the order given.
[[nodiscard]] std::vector<size_t> descendingOrder(std::span<const double> scores);

/// The dataset's fields with these scores; no gates. @param score [F]
[[nodiscard]] Ranking rankingOf(const Dataset& dataset, std::span<const double> score);

} // namespace leap
