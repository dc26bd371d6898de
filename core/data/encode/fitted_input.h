// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/column/source_data.h"
#include "core/data/encode/given_table.h"
#include "core/data/rows/batch.h"
#include "core/data/rows/matrix_store.h"
#include "core/data/rows/row_layout.h"
#include "core/data/schema/schema.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// One input, fitted on the training rows of a table: turns any of its rows into values. Borrows from the
/// table; encode() may be called by several threads. Private to core/data, as is all of this file.
class FittedInput {
public:
    static constexpr uint8_t kDefault = 1; ///< the row has the input's most frequent value
    static constexpr uint8_t kMissing = 2;

    virtual ~FittedInput() = default;
    /// Writes the input's values of some rows of the table into row 0, 1, ... of `out`, whose ids and dense
    /// values have the layout's columns, and whose bags are appended to.
    /// @param state [rows] gets kDefault and kMissing
    virtual void encode(std::span<const int64_t> sourceRows, Batch& out, std::span<uint8_t> state) const = 0;

    int64_t vocabulary = 0; ///< number of ids; 0 = dense
    std::shared_ptr<const Lookup> lookup; ///< Pretrained: what its ids mean
    double trainSquares = 0; ///< Pretrained: sum of the squared values over the training rows
    int64_t distinct = 0; ///< values of all rows; 0 = not counted
};

/// What an input is fitted to.
struct FitJob {
    const SourceData& data;
    const Input& input;
    std::string where; ///< "field 'age'", for messages
    std::span<const int64_t> sourceRows; ///< rows of the table that the dataset has
    std::span<const int64_t> trainRows; ///< those of them that train
    const RowLayout& layout;
    int denseColumns; ///< of the rows that are written: those of the layout that lie in no matrix
    const InputSlot& slot;
    std::vector<std::string>& warnings; ///< of the dataset's card
    [[nodiscard]] size_t rows() const { return sourceRows.size(); }
};

/// @throws InputError naming field and column
[[nodiscard]] std::unique_ptr<FittedInput> fitCategorical(const FitJob& job);
[[nodiscard]] std::unique_ptr<FittedInput> fitNumeric(const FitJob& job); ///< scalar or buckets
[[nodiscard]] std::unique_ptr<FittedInput> fitBag(const FitJob& job);
[[nodiscard]] std::unique_ptr<FittedInput> fitVector(const FitJob& job); ///< several columns side by side
/// Vector inputs that read one matrix, fitted in one pass over it; `slices` gets what the rows read of it.
/// @param jobs at least one, with slot.index set
[[nodiscard]] std::vector<std::unique_ptr<FittedInput>>
fitSlices(const std::shared_ptr<const MatrixRows>& matrix, std::span<const FitJob> jobs,
          std::vector<MatrixSlice>& slices, Progress& progress);
[[nodiscard]] std::unique_ptr<FittedInput> fitPretrained(const FitJob& job, GivenTables& tables);

/// The job's column of coded values. @throws InputError when it holds vectors
[[nodiscard]] CodedColumn codedColumnOf(const FitJob& job);
/// An input whose ids are looked up by code. @param isMissing [codes] @param idOf [codes]
[[nodiscard]] std::unique_ptr<FittedInput> makeIdLookUp(const FitJob& job, CodedColumn&& column,
                                                        const std::vector<uint8_t>& isMissing,
                                                        std::vector<int32_t> idOf);

} // namespace leap
