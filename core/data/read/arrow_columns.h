// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/source_data.h"

#include <arrow/type_fwd.h>
#include <memory>
#include <optional>

namespace leap {

/// Collects one column from Arrow arrays, batch by batch: texts, integers, truth values, times and lists as
/// dictionary-coded text, floating-point numbers as doubles, lists of equal length as a matrix. Private to
/// core/data.
class ColumnBuilder {
public:
    virtual ~ColumnBuilder() = default;
    /// @throws InputError naming the column.
    virtual void append(const arrow::Array& array) = 0;
    /// The values; nothing when they make no column. `warnings` gets what was left out or read as missing.
    [[nodiscard]] virtual std::optional<Column> finish(std::vector<std::string>& warnings) = 0;
};

/// How a column is read.
struct ColumnShape {
    const char* family; ///< "text", "numbers", "vector" or "bag"
    bool single; ///< numbers: none needs more digits than a float32 has
    bool bits; ///< texts: truth values are 0 and 1, as another file stores them as integers
};

/// What becomes of a type: "text", "numbers", "vector" or "bag"; null for a type that no input can use
/// (structs, maps ...).
[[nodiscard]] const char* columnFamily(const arrow::DataType& type);
/// Reads arrays of every type that PartTypes lets into a column of the shape.
/// @param area where the values go; null: memory, and every text is told apart
[[nodiscard]] std::unique_ptr<ColumnBuilder>
makeColumnBuilder(const std::string& name, const ColumnShape& shape, const std::shared_ptr<SpillArea>& area);

} // namespace leap
