// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/row_subset.h"

#include "core/data/rows/batch.h"

#include <utility>

namespace leap {
namespace {

class RowSubset : public RowStore {
public:
    RowSubset(std::shared_ptr<const RowStore> whole, PartPlaces places)
        : m_whole(std::move(whole))
        , m_places(std::move(places))
    {
    }

    [[nodiscard]] int64_t rows(Part part) const override
    {
        const auto& places = m_places[static_cast<size_t>(part)];
        return places ? static_cast<int64_t>(places->size()) : m_whole->rows(part);
    }
    void read(Part part, std::span<const int64_t> places, Batch& batch) const override
    {
        const auto& own = m_places[static_cast<size_t>(part)];
        if (!own) {
            m_whole->read(part, places, batch);
            return;
        }
        std::vector<int64_t> there;
        there.reserve(places.size());
        for (const int64_t place : places)
            there.push_back((*own)[static_cast<size_t>(place)]);
        m_whole->read(part, there, batch);
    }

private:
    std::shared_ptr<const RowStore> m_whole;
    PartPlaces m_places;
};

} // namespace

std::shared_ptr<const RowStore> makeRowSubset(std::shared_ptr<const RowStore> whole, PartPlaces places)
{
    return std::make_shared<RowSubset>(std::move(whole), std::move(places));
}

} // namespace leap
