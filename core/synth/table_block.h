// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace leap::synth {

/// How the cells of a generated column are written.
enum class CellForm {
    Whole, ///< 1234
    Code, ///< prefix and number: a12
    Word, ///< the prefix alone
    Hex, ///< the low 32 bits as eight hexadecimal digits: 05db9164
    Real, ///< six significant digits: 0.693147
};

struct ColumnSpec {
    std::string name;
    CellForm form = CellForm::Whole;
    std::string prefix; ///< Code and Word
};

/// A missing cell; in Real columns it is NaN.
inline constexpr int64_t kMissing = std::numeric_limits<int64_t>::min();

/// Cells of one column: `real` for the form Real, `whole` for all others.
struct ColumnCells {
    std::vector<int64_t> whole;
    std::vector<float> real;
};

/// The rows [first, first + rows) of a generated table, column by column.
struct TableBlock {
    int64_t first = 0;
    int64_t rows = 0;
    std::vector<ColumnCells> columns;

    /// Makes room for `count` rows from `from` on; the cells are uninitialised.
    void reset(const std::vector<ColumnSpec>& specs, int64_t from, int64_t count)
    {
        first = from;
        rows = count;
        columns.resize(specs.size());
        for (size_t i = 0; i < specs.size(); ++i) {
            const bool real = specs[i].form == CellForm::Real;
            columns[i].whole.resize(real ? 0 : static_cast<size_t>(count));
            columns[i].real.resize(real ? static_cast<size_t>(count) : 0);
        }
    }
};

} // namespace leap::synth
