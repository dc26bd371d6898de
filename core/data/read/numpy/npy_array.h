// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/numpy/npy_header.h"

#include <arrow/type_fwd.h>
#include <memory>
#include <string>

namespace leap {

/// The rows of one .npy, some at a time and forwards, as Arrow arrays. Private to core/data, as is all of
/// this file.
class NpyArray {
public:
    /// @param where for messages @throws InputError: damaged, or Python objects in it
    NpyArray(std::unique_ptr<ByteSource> source, std::string where);

    [[nodiscard]] int64_t rows() const { return m_header.shape.empty() ? 0 : m_header.shape[0]; }
    [[nodiscard]] int64_t width() const; ///< elements of a row
    [[nodiscard]] const NpyHeader& header() const { return m_header; }
    /// Why no column can hold it, for people; empty: one can.
    [[nodiscard]] std::string unreadable() const;
    /// Of next(): a value a row, lists of `width` elements, or a struct of them.
    /// @param matrix rows of integers are vectors of real numbers, not lists of ids
    [[nodiscard]] std::shared_ptr<arrow::DataType> type(bool matrix) const;
    /// The next rows; `count` must be there.
    [[nodiscard]] std::shared_ptr<arrow::Array> next(int64_t count, bool matrix);
    /// The next rows of [rows, width] as one array for each column.
    [[nodiscard]] std::vector<std::shared_ptr<arrow::Array>> nextColumns(int64_t count);

private:
    [[nodiscard]] std::string nextBytes(int64_t count);
    void readColumnOrder();

    std::string m_where;
    std::unique_ptr<ByteSource> m_source;
    NpyHeader m_header;
    std::string m_all; ///< of an array that is stored column by column, row by row
    int64_t m_next = 0; ///< row
};

} // namespace leap
