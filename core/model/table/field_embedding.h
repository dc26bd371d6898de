// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"
#include "core/model/table/adam.h"
#include "core/model/table/embedding_table.h"

#include <cstdint>
#include <vector>

namespace leap {

/// From a batch's codes to the concatenated row x [B, D] and back: an embedding table per Id or Bag input,
/// given vectors looked up, dense columns copied. A bag is the mean of its ids' rows, zero when it is empty.
/// Not thread-safe.
class FieldEmbedding {
public:
    /// @param scale standard deviation of fresh values
    FieldEmbedding(RowLayout layout, double scale, uint64_t seed, const AdamHyper& hyper);

    [[nodiscard]] const RowLayout& layout() const { return m_layout; }
    [[nodiscard]] int64_t steps() const { return m_clock.steps(); } ///< Adam steps done so far

    /// Fills x [batch.rows, D], row-major. Nothing learns.
    /// @throws FailureError naming the input when the batch does not fit the layout
    void read(const Batch& batch, float* x);
    /// One Adam step of all tables. @param batch the batch of the last read() @param gradient [batch.rows, D]
    void applyGradient(const Batch& batch, const float* gradient);

    /// The same in parts, for callers with rows of another stride or several threads: parts of tables that do
    /// not overlap may run at the same time, and what is run on which thread changes no number.
    void check(const Batch& batch) const; ///< what read() checks; before the parts
    void readTables(const Batch& batch, size_t firstTable, size_t lastTable, float* x, int64_t stride);
    /// Columns that do not learn, of the rows [first, last): dense ones and given vectors. May run
    /// concurrently with others.
    void readFixed(const Batch& batch, int64_t first, int64_t last, float* x, int64_t stride) const;
    [[nodiscard]] int64_t fixedColumns() const { return m_fixedColumns; }
    void advance() { m_clock.advance(); } ///< the next Adam step begins; before the parts
    void applyTables(const Batch& batch, size_t firstTable, size_t lastTable, const float* gradient,
                     int64_t stride);
    /// One of them. @param gradient [batch.rows, stride], from the table's first column on
    void applyTable(const Batch& batch, size_t table, const float* gradient, int64_t stride);
    /// Adam's rate from the next step on.
    void setRate(double rate);

    struct Table {
        int input; ///< index into layout().inputs
        EmbeddingTable values;
        std::vector<float> bagRows{}; ///< scratch: the rows of one bag
    };
    [[nodiscard]] const std::vector<Table>& tables() const { return m_tables; }
    [[nodiscard]] EmbeddingTable::State save(size_t table); ///< replays missed steps, which changes no result
    void setSteps(int64_t steps) { m_clock.setSteps(steps); } ///< before load()
    void load(size_t table, const EmbeddingTable::State& state);
    [[nodiscard]] std::vector<float> weights(size_t table); ///< replays missed steps, too
    void setWeights(size_t table, const std::vector<float>& weights);

private:
    [[nodiscard]] const InputSlot& slot(const Table& table) const;
    void readTable(Table& table, const Batch& batch, int64_t first, int64_t last, float* x, int64_t stride);
    void readBags(Table& table, const BagColumn& bags, int64_t first, int64_t last, float* x, int64_t stride);
    void addBagGradients(Table& table, const Batch& batch, const float* gradient, int64_t stride);

    /// Neighbouring dense columns that are neighbours in x too.
    struct DenseRun {
        int64_t from; ///< column of Batch::dense
        int64_t to; ///< column of x
        int64_t width;
    };
    void addFixed(const InputSlot& input);

    RowLayout m_layout;
    AdamClock m_clock;
    std::vector<Table> m_tables; ///< one per Id or Bag input, in the inputs' order
    std::vector<DenseRun> m_denseRuns;
    std::vector<InputSlot> m_lookups;
    int64_t m_fixedColumns = 0;
};

} // namespace leap
