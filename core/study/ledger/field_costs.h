// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/row_layout.h"
#include "core/decide/kept_set.h"
#include "core/settings/settings.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// What a model is spared without a field.
struct FieldCost {
    int64_t columns = 0; ///< of the concatenated row
    /// Its tables (rows x width x 4) and its weights in the layers that read the row. A table that another
    /// field reads too is not in here.
    int64_t bytes = 0;
    int64_t flops = 0; ///< of those layers, per row: 2 for each weight
    bool operator==(const FieldCost&) const = default;
};

/// A given table that several fields read: it goes with the last of them. (Learnt tables belong to one input;
/// only inputs of kind pretrained share.)
struct SharedTable {
    int64_t bytes = 0;
    std::vector<size_t> fields; ///< ascending
    bool operator==(const SharedTable&) const = default;
};

struct FieldCosts {
    std::vector<FieldCost> fields; ///< [F]
    std::vector<SharedTable> shared;
    /// The network is the user's own: its weights are not counted, and FLOPs are 0.
    bool networkUnknown = false;
    bool operator==(const FieldCosts&) const = default;
};

/// The layers that read the row: Wide & Deep's first hidden layer and wide part, the MLP's first layer, DCN
/// v2's first hidden layer and what of its first cross layer reads the row (later cross layers save more).
/// @throws InputError for an unknown backbone
[[nodiscard]] FieldCosts fieldCosts(const RowLayout& layout, const Settings& settings);

/// What a kept set costs in all; a shared table once. [F] marks.
[[nodiscard]] FieldCost costOf(const FieldCosts& costs, const KeptSet& kept);

} // namespace leap
