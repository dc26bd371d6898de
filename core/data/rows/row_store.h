// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/part.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace leap {

enum class RowOrder {
    Stored, ///< as they are kept: evaluation, streams
    Shuffled, ///< a new order in each epoch: training
};

struct BatchPlan {
    Part part = Part::Train;
    int64_t batchSize = 256;
    RowOrder order = RowOrder::Shuffled;
    bool dropIncomplete = false; ///< leave out a last batch of fewer rows (training); evaluation never does
    uint64_t seed = 0; ///< of the named stream "rows/<part>"
};

/// The encoded rows of a dataset, wherever they are kept: part by part, within a part in the order of the
/// table (of time, for a stream). A row's place is its number within its part. Immutable; may be read by
/// several threads.
class RowStore : public std::enable_shared_from_this<RowStore> {
public:
    virtual ~RowStore() = default;
    [[nodiscard]] virtual int64_t rows(Part part) const = 0;
    /// Copies rows of a part into `batch`. `places` lie in [0, rows(part)), in any order. Meant for few rows
    /// where the store is read from disk. @throws FailureError when reading fails.
    virtual void read(Part part, std::span<const int64_t> places, Batch& batch) const = 0;
    /// Rows that a shuffle mixes with one another; 0 = all rows of a part.
    [[nodiscard]] virtual int64_t shuffleWindow() const { return 0; }
    /// Batches of one part, which keep the store alive. The order of a shuffled pass is a function of seed,
    /// epoch and shuffleWindow(); a uniform one here.
    [[nodiscard]] virtual std::unique_ptr<BatchSource> source(const BatchPlan& plan) const;
};

/// Rows in memory. All batches that have rows have the same columns.
[[nodiscard]] std::shared_ptr<const RowStore> makeMemoryStore(std::array<Batch, kParts> parts);

} // namespace leap
