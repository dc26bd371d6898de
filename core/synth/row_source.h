// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/table_block.h"
#include "core/synth/truth.h"

namespace leap::synth {

/// A generated table. A row depends only on the seed and its number, not on the block that contains it.
/// Safe to call from several threads.
class RowSource {
public:
    virtual ~RowSource() = default;
    [[nodiscard]] virtual const std::vector<ColumnSpec>& columns() const = 0;
    /// Fills the rows [block.first, block.first + block.rows) of `block`, which has been reset.
    virtual void fill(TableBlock& block) const = 0;
    [[nodiscard]] virtual const Truth& truth() const = 0;
};

} // namespace leap::synth
