// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/inspect/alone_judge.h"
#include "core/data/inspect/inspect.h"

#include <optional>

namespace leap {

/// Whether a column of integers holds ids or quantities, by its name, its values and what both readings tell
/// of the label. Private to core/data.
struct IntegerKind {
    double points = 0; ///< above 0: ids
    bool rowId = false; ///< an id of the row, not of a thing that is met again
    bool close = false; ///< there is little between the two readings
    std::string why; ///< parts of a sentence: "the name says 'id', each 12 times"
    std::optional<double> aucAsId; ///< alone, out of fold
    std::optional<double> aucAsNumber;
};

/// @param judge null: there is no label. It costs a second AUC of the column alone.
[[nodiscard]] IntegerKind integerKind(const CodedColumn& column, const AloneJudge* judge);

/// Decides between id and quantity where `report` says that the column holds numbers, and all of them are
/// integers with more than 100 values; fills in kind, reason, hints and AUC alone. Of fewer integers it is
/// told only whether they number the rows.
void decideIntegers(const CodedColumn& column, const AloneJudge* judge, ColumnReport& report);

} // namespace leap
