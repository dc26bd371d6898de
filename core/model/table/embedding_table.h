// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/aligned_memory.h"
#include "core/model/table/adam.h"
#include "core/model/table/adam_kernels.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace leap {

/// Memory of many tables, in one piece of huge pages where the system has them: rows are read in random
/// order, nearly each on a page of its own, and small tables have no huge page to themselves.
class TableArena {
public:
    explicit TableArena(int64_t floats);
    /// The next `floats` floats, on a cache line; not more in all than the constructor was told, each count
    /// rounded up to whole cache lines.
    [[nodiscard]] float* take(int64_t floats);

private:
    AlignedArray<float> m_memory;
    int64_t m_taken = 0;
    int64_t m_size;
};

/// The learnt vectors of one input's ids, with their Adam moments, under lazy Adam.
///
/// A row without gradient still moves under dense Adam, by its old moments. Those missed steps are replayed
/// when the row is next read, so the table is dense Adam's to rounding, at the cost of the rows that a batch
/// names. When a row is read, and how often, does not change its course by one bit. Not thread-safe; two
/// tables do not touch.
class EmbeddingTable {
public:
    /// Row r, column c starts as N(0, scale^2), drawn from streamKey(seed, "embedding", input) at r x width +
    /// c.
    EmbeddingTable(int64_t rows, int width, double scale, uint64_t seed, uint64_t input);
    /// The same in the memory of an arena, of which it takes floatsFor(rows, width).
    EmbeddingTable(int64_t rows, int width, double scale, uint64_t seed, uint64_t input,
                   std::shared_ptr<TableArena> arena);
    [[nodiscard]] static int64_t floatsFor(int64_t rows, int width);
    EmbeddingTable(EmbeddingTable&&) = default;
    EmbeddingTable(const EmbeddingTable&) = delete;

    [[nodiscard]] int64_t rows() const { return m_rows; }
    [[nodiscard]] int width() const { return m_table.width; }

    /// Asks the memory for the rows ahead of their use; ids as in read().
    void prefetch(const int32_t* ids, int64_t idStride, int64_t count) const;
    /// Copies `count` rows as they stand after clock.steps(): row ids[i * idStride] to out + i * outStride.
    void read(const AdamClock& clock, const int32_t* ids, int64_t idStride, int64_t count, float* out,
              int64_t outStride);

    /// One gradient per id, summed by row: scale x gradient[i * gradientStride]. Called between
    /// clock.advance() and applyGradients(), for rows that were read since the last step.
    void addGradients(const AdamClock& clock, const int32_t* ids, int64_t idStride, int64_t count,
                      const float* gradient, int64_t gradientStride, float scale);
    /// Adam's step clock.steps() with the sums of addGradients().
    void applyGradients(const AdamClock& clock);

    /// Replays what every row has missed; needed before a change of rate.
    void flush(const AdamClock& clock);

    /// The table after clock.steps(), as one value.
    struct State {
        std::vector<float> parameter; ///< [rows, width]
        std::vector<float> moment1; ///< [rows, width]
        std::vector<float> moment2Root; ///< [rows, width]
        std::vector<int64_t> lastGradient; ///< [rows] step of the last gradient, 0 = none
    };
    [[nodiscard]] State save(const AdamClock& clock); ///< flushes
    /// @param state arrays of this table's size, lastGradient within [0, clock.steps()]
    void load(const AdamClock& clock, const State& state);
    [[nodiscard]] std::vector<float> weights(const AdamClock& clock); ///< [rows, width]; flushes
    /// Replaces the weights and nothing else; flushes. @param weights [rows, width]
    void setWeights(const AdamClock& clock, const std::vector<float>& weights);

private:
    void fillFresh(double scale, uint64_t seed, uint64_t input);
    void reserveSums(int64_t more);

    int64_t m_rows;
    std::shared_ptr<TableArena> m_arena; ///< whose memory m_table lies in
    adam::TableRows m_table;
    std::vector<float> m_sums;
    std::vector<int32_t> m_sumIds;
    int64_t m_sumCount = 0;
};

} // namespace leap
