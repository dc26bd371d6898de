// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/arrow_columns.h"

#include <array>
#include <arrow/type_fwd.h>
#include <memory>
#include <string>

namespace leap {

/// What the cells of an Arrow type are, as far as parts of one table have to agree on it. Private to
/// core/data, as is all of this file.
enum class CellKind {
    None, ///< no input can use them (maps, lists of structs ...)
    Null,
    Bool,
    Integer,
    Decimal,
    Real,
    Text,
    Time, ///< dates and points in time
    DayTime,
    Duration,
    NullList, ///< lists without any item
    IntegerList,
    RealList,
    TextList
};
inline constexpr size_t kCellKinds = 14;

[[nodiscard]] CellKind cellKindOf(const arrow::DataType& type);

/// One column over all files of a table: each file may store it in a type of its own, as long as a value is
/// the same value whichever file it is in. Numbers of all types go together, as do truth values (as 0 and 1)
/// with numbers, texts however they are stored, times with the texts of times, and a column without any value
/// with everything.
class PartTypes {
public:
    /// @param file for messages @throws InputError where the type does not fit those of the files before,
    /// naming both files, the column and both types
    void add(const std::string& column, const arrow::DataType& type, const std::string& file);
    [[nodiscard]] bool readable() const { return !m_seen[static_cast<size_t>(CellKind::None)]; }
    /// How all files are read; the column must be readable.
    [[nodiscard]] ColumnShape shape() const;

private:
    [[nodiscard]] bool has(CellKind kind) const { return m_seen[static_cast<size_t>(kind)]; }
    [[nodiscard]] bool readAsReal() const;

    std::array<bool, kCellKinds> m_seen{};
    CellKind m_kind = CellKind::Null; ///< of the first file that holds values
    std::string m_type; ///< of that file
    std::string m_file;
    bool m_double = false; ///< a file needs all digits of a double
    int m_scale = -1; ///< of decimals
    bool m_scales = false; ///< there are several
};

} // namespace leap
