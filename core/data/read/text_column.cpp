// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text_column.h"

#include "core/data/column/cell_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace leap {

TextColumn::TextColumn(std::string name, std::shared_ptr<SpillArea> area)
    : m_name(std::move(name))
    , m_values{TextDictionary(DictionaryLimit()), RowArray<int32_t>(std::move(area)), false}
{
}

void TextColumn::append(const CellBlock& block, size_t column)
{
    constexpr size_t kSome = 512;
    std::array<std::string_view, kSome> texts;
    std::array<int32_t, kSome> codes{};
    for (auto cells = block.column(column); !cells.empty();) {
        const auto some = cells.first(std::min(kSome, cells.size()));
        std::transform(some.begin(), some.end(), texts.begin(),
                       [&](CellBlock::Cell cell) { return cleanCell(block.text(cell)); });
        m_values.dictionary.add(std::span(texts).first(some.size()), codes.data());
        m_values.codes.append(std::span<const int32_t>(codes).first(some.size()));
        cells = cells.subspan(some.size());
    }
}

Column TextColumn::finish() &&
{
    return {std::move(m_name), std::move(m_values)};
}

} // namespace leap
