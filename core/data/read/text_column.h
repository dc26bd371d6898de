// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/source_data.h"
#include "core/data/read/text/csv_parser.h"

#include <memory>
#include <string>

namespace leap {

/// One column of a text file on its way from cells to codes. Two columns do not touch: each may be worked on
/// by a separate thread. Private to core/data.
class TextColumn {
public:
    TextColumn(std::string name, std::shared_ptr<SpillArea> area);

    void append(const CellBlock& block, size_t column);
    [[nodiscard]] Column finish() &&;

private:
    std::string m_name;
    TextValues m_values;
};

} // namespace leap
