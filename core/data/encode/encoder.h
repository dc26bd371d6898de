// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/column/source_data.h"
#include "core/data/encode/fitted_input.h"
#include "core/data/encode/given_table.h"
#include "core/data/rows/block_writer.h"
#include "core/data/rows/dataset.h"
#include "core/data/schema/split_rule.h"

#include <memory>
#include <vector>

namespace leap {

/// Encodes a table by a schema: fits every input on the training rows, then turns the rows into blocks, some
/// at a time. Private to core/data; SourceTable::encode() is the way in.
class Encoder {
public:
    /// Fits. `data` must outlive the encoder. @param threads change nothing but the time it takes
    /// @throws InputError, Cancelled
    Encoder(const SourceData& data, const Schema& schema, const SplitRule& split, uint64_t seed, int threads,
            Progress& progress);

    [[nodiscard]] const RowShape& shape() const { return m_shape; }
    [[nodiscard]] int64_t rows() const { return m_out.rows; }
    /// Writes all rows. Once. @throws Cancelled, and what the sink throws
    void write(BlockSink& sink, int64_t blockRows);
    /// What the rows read of matrices, in the order of their columns; written are the other columns only.
    [[nodiscard]] const std::vector<MatrixSlice>& slices() const { return m_slices; }
    /// The dataset without its rows; after write().
    [[nodiscard]] const Dataset& dataset() const { return m_out; }

private:
    /// Facts of a field while its rows pass by.
    struct FieldCount {
        int64_t defaults = 0;
        int64_t missing = 0;
    };
    struct Slice;

    void makeCard();
    void readLabel();
    void splitParts(const SplitRule& split, uint64_t seed);
    void readWeight();
    void readGroup();
    void layOut();
    void fitMatrices();
    void fitFields();
    void nameTables();
    void orderRows();
    [[nodiscard]] FitJob jobOf(const Input& input, const std::string& where, const InputSlot& slot,
                               std::vector<std::string>& warnings) const;
    struct Fitting;
    [[nodiscard]] std::vector<Fitting> fittings() const;
    void fit(Fitting& fitting);
    void takeFitted();
    void encodeSlice(Slice& slice, int64_t begin, int64_t count) const;
    void takeSlice(Slice& slice, BlockWriter& writer);
    void countFields(Slice& slice);
    void addScales(const Slice& slice);
    /// A dense input whose values are in the rows, not in a matrix.
    [[nodiscard]] bool isWritten(const InputSlot& slot) const
    {
        return slot.storage == InputSlot::Storage::Dense && slot.index < m_shape.denseColumns;
    }
    void finishFacts();
    void compareScales();

    const SourceData& m_data;
    const int m_threads;
    Progress& m_progress;
    GivenTables m_tables;
    Dataset m_out;
    RowShape m_shape;
    std::vector<float> m_label; ///< [rows]
    std::vector<float> m_weight; ///< [rows] or empty
    std::vector<int32_t> m_group; ///< [rows] or empty
    std::vector<Part> m_parts; ///< [rows]
    std::vector<int64_t> m_sourceRows; ///< [rows] row of the table
    std::vector<int64_t> m_order; ///< [rows] in which they are written; empty: as they come
    std::vector<int64_t> m_trainRows; ///< rows of the table that train
    std::vector<std::unique_ptr<FittedInput>> m_inputs; ///< as layout.inputs
    std::vector<FieldCount> m_counts; ///< [F]
    std::vector<double> m_squares; ///< of each dense input over the training rows, as layout.inputs
    std::vector<MatrixSlice> m_slices;
};

} // namespace leap
