// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/data/rows/row_block.h"
#include "core/data/rows/row_store.h"

namespace leap {
namespace {

class MemoryStore : public RowStore {
public:
    explicit MemoryStore(std::array<Batch, kParts> parts)
        : m_parts(std::move(parts))
    {
        for (size_t part = 0; part < kParts; ++part) {
            m_views[part] = viewOf(m_parts[part]);
            if (m_shape == RowShape{})
                m_shape = shapeOf(m_parts[part]);
            else if (m_parts[part].rows > 0 && shapeOf(m_parts[part]) != m_shape)
                throw FailureError("The parts of a store have different columns.");
        }
    }

    [[nodiscard]] int64_t rows(Part part) const override { return m_parts[static_cast<size_t>(part)].rows; }
    void read(Part part, std::span<const int64_t> places, Batch& batch) const override
    {
        const RowView& view = m_views[static_cast<size_t>(part)];
        BatchFiller filler(batch, m_shape, places.size());
        for (const int64_t place : places)
            filler.append(view, place);
    }

private:
    std::array<Batch, kParts> m_parts;
    std::array<RowView, kParts> m_views;
    RowShape m_shape;
};

} // namespace

std::shared_ptr<const RowStore> makeMemoryStore(std::array<Batch, kParts> parts)
{
    return std::make_shared<MemoryStore>(std::move(parts));
}

} // namespace leap
