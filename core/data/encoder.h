// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/coded_column.h"
#include "core/data/dataset.h"
#include "core/data/given_table.h"
#include "core/data/load.h"
#include "core/data/source_data.h"

#include <memory>
#include <span>

namespace leap {

/// Encodes a table by a schema. Private to core/data; SourceTable::encode() is the way in.
[[nodiscard]] std::shared_ptr<const Dataset> encodeTable(const SourceData& data, const Schema& schema,
                                                         const SplitRule& split, uint64_t seed,
                                                         Progress& progress);

/// What encoding one input yields besides its values.
struct InputFacts {
    /// [rows] bit 0: the input's most frequent value; bit 1: missing
    std::vector<uint8_t> state;
    int64_t distinct = 0; ///< 0 = not counted
    static constexpr uint8_t kDefault = 1;
    static constexpr uint8_t kMissing = 2;
};

/// The rows of a dataset in the order of the table.
struct EncodedRows {
    Batch all;
    std::vector<int64_t> rowsOf[kParts]; ///< row numbers of each part, ascending
    [[nodiscard]] std::span<const int64_t> part(Part which) const
    {
        return rowsOf[static_cast<size_t>(which)];
    }
};

/// One input's way into a dataset whose layout, rows and parts are set and whose buffers are allocated.
struct EncodeJob {
    const SourceData& data;
    const Input& input;
    std::string where; ///< "field 'age'", for messages
    std::span<const int64_t> sourceRows; ///< [rows of the dataset] row of the table
    std::span<const int64_t> trainRows; ///< rows of the table that train
    Dataset& out;
    EncodedRows& encoded;
    InputSlot& slot;
    [[nodiscard]] size_t rows() const { return sourceRows.size(); }
};

[[nodiscard]] InputFacts encodeCategorical(const EncodeJob& job);
[[nodiscard]] InputFacts encodeNumeric(const EncodeJob& job); ///< scalar or buckets
[[nodiscard]] InputFacts encodeBag(const EncodeJob& job);
[[nodiscard]] InputFacts encodeVector(const EncodeJob& job);
[[nodiscard]] InputFacts encodePretrained(const EncodeJob& job, GivenTables& tables); ///< sets slot.lookup

/// RMS of a Pretrained input over the training rows, as the model sees it.
[[nodiscard]] double lookupRms(const EncodedRows& data, const RowLayout& layout, const InputSlot& slot);

/// What the encoders of coded values share. The job's column; @throws InputError when it holds vectors
[[nodiscard]] CodedColumn codedColumnOf(const EncodeJob& job);
/// Facts of a column whose values are what the rows show. @param isMissing [codes]
[[nodiscard]] InputFacts codedFacts(const EncodeJob& job, const CodedColumn& column,
                                    const std::vector<uint8_t>& isMissing);
/// The job's column of ids. @param idOf [codes]
void writeIds(const EncodeJob& job, const CodedColumn& column, std::span<const int32_t> idOf);

} // namespace leap
