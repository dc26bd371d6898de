// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/schema/schema.h"

#include <map>
#include <string>
#include <vector>

namespace leap {

/// Finds columns that say the same of every row. Private to core/data.
class CopyFinder {
public:
    struct Found {
        std::string original; ///< name of the first such column; empty: this is the first
        /// The same values, other names for the same categories, or a number times a factor plus a shift.
        /// Else (the logarithm of a number, say) one follows from the other, yet a model may use both.
        bool copy = false;
        bool scaled = false; ///< it is a number at another scale
    };

    /// Two columns are the same where they cut the rows alike: codes count first appearances, so such columns
    /// have equal codes, whatever their values are called. Where every row has its own value this says
    /// nothing, and the values have to be the same, or numbers at another scale.
    /// @param varied enough rows differ from the most frequent value for a coincidence to be excluded
    Found add(const CodedColumn& column, InputKind kind, bool varied);

private:
    /// What is kept of a column to compare others with.
    struct Kept {
        std::string name;
        InputKind kind;
        bool varied;
        std::vector<double> numbers; ///< of the first rows' or the first codes' values
    };
    Found ofUnique(const CodedColumn& column, InputKind kind);

    std::map<std::string, Kept> m_first; ///< by digest
    std::vector<Kept> m_unique; ///< numeric columns of which each row has its own value
};

} // namespace leap
