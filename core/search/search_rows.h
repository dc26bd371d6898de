// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"
#include "core/settings/settings.h"
#include "core/train/course.h"
#include "core/train/state_dict.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace leap {

/// The rows that a search reads, in its order: epochs over shuffled rows, or one pass over a stream.
class SearchRows {
public:
    /// @throws InputError for a single pass over rows that are not kept in the order of time, or that are too
    /// few for its blocks
    SearchRows(const std::shared_ptr<const Dataset>& dataset, const Settings& settings, int64_t batch);

    /// They live as long as this.
    [[nodiscard]] TrainSources sources() const;
    [[nodiscard]] std::unique_ptr<BatchSource> testRows() const;
    [[nodiscard]] bool isStream() const { return m_settings.singlePass; }
    /// Of a single pass: its blocks.
    [[nodiscard]] StreamBlocks stream() const { return {m_train->batches(), m_settings.streamBlocks}; }
    [[nodiscard]] int64_t stepsPerEpoch() const { return m_train->batches(); }
    /// How many of the first `steps` steps move the gates.
    [[nodiscard]] int64_t gateSteps(int64_t steps) const;
    /// Gate rows used in a search of this many gate steps.
    [[nodiscard]] int64_t gateRows(int64_t gateSteps) const;

    /// Rows of a stream's batch are neighbours in time: a sentence on the fields whose values they share,
    /// which no replacement within the batch can test. Empty: there are none. @param divergence [F] Dbar
    [[nodiscard]] std::string alikeInWords(std::span<const double> divergence) const;

    /// Keeps in a training's state how its rows are shuffled.
    void saveOrder(StateDict& state) const;
    /// A training can be continued only if its rows come in the same order as before: all together in memory,
    /// or window by window from disk. A stream has one order. Older files do not record it. @throws
    /// InputError
    void checkOrder(const StateDict& state) const;

private:
    std::shared_ptr<const Dataset> m_dataset;
    Settings m_settings;
    int64_t m_batch;
    std::unique_ptr<BatchSource> m_train;
    std::unique_ptr<BatchSource> m_gate;
    std::unique_ptr<BatchSource> m_validation;
    std::unique_ptr<BatchSource> m_ahead; ///< of a single pass
};

} // namespace leap
