// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/table_block.h"
#include "core/synth/truth.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap::synth {

/// How the cells of a field are drawn. A category is a rank, 0 .. values - 1.
enum class Draw {
    Zipf, ///< rank by Zipf's law: few common values, a long tail
    Even, ///< all ranks equally often
    Sparse, ///< rank 0 except in `activeShare` of the rows, where the others are equally frequent
    Quantile, ///< rank of a normal number among `values` equally frequent intervals
    Normal, ///< a standard normal number, in each of `width` columns
    Count, ///< whole number: floor(e^(spread (z + 1))), z normal; most are small, a few huge
    Constant, ///< rank 0
    Copy, ///< the cells of the field `other`, its ranks in another order
    Leak, ///< a rank whose parity is the label, wrong in 2 % of the rows
    Clock, ///< seconds, rising with the row over 30 days
};

/// The role of a column.
enum class Use { Field, GroupId, Time };

/// How one field of a generated set is drawn, and its effect on the label.
struct FieldSpec {
    std::string name;
    Draw draw = Draw::Even;
    int64_t values = 0; ///< size of the vocabulary, if ranks are drawn
    CellForm form = CellForm::Code;
    std::string prefix; ///< of a Code
    Role role = Role::Noise;
    double strength = 0; ///< standard deviation of its part of the logit
    double missing = 0; ///< share of missing cells; they add nothing to the logit
    double spread = 1; ///< Count
    double activeShare = 0.01; ///< Sparse
    int width = 1; ///< Normal: source columns (name_0 ... if above 1). Ranks: width of the field's table
    int other = -1; ///< index of an earlier field: the original of a Copy, the partner of an Interaction
    std::string block; ///< Quantile, Normal: fields of one block share part of their number
    double correlation = 0; ///< between two fields of the block
    Use use = Use::Field;
};

/// A set made of fields: the label is drawn from the logistic model logit = intercept + sum of strength x
/// standardised worth of the cell.
struct SetSpec {
    std::string generator;
    std::string label = "label"; ///< the first column
    double baseRate = 0.25;
    bool tables = false; ///< ranks are ids into tables of `width` columns, written next to the data
    std::vector<FieldSpec> fields;
};

} // namespace leap::synth
