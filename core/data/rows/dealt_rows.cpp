// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/dealt_rows.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

/// Where each row of a batch comes from: which of several batches, and which row there.
struct Origin {
    size_t batch = 0;
    size_t row = 0;
};
using Origins = std::vector<Origin>;

/// Rows of several [rows, columns] arrays in one.
template <class T>
void mergeColumns(const std::array<Batch, kParts>& from, const Origins& origins,
                  std::vector<T> Batch::*values, std::vector<T>& to)
{
    size_t columns = 0;
    for (const Batch& batch : from) {
        if (batch.rows > 0)
            columns = std::max(columns, (batch.*values).size() / static_cast<size_t>(batch.rows));
    }
    to.resize(origins.size() * columns);
    for (size_t i = 0; i < origins.size(); ++i)
        std::copy_n((from[origins[i].batch].*values).begin()
                        + static_cast<std::ptrdiff_t>(origins[i].row * columns),
                    columns, to.begin() + static_cast<std::ptrdiff_t>(i * columns));
}

void mergeBag(const std::array<Batch, kParts>& from, const Origins& origins, size_t bag, BagColumn& to)
{
    to.offsets.assign(1, 0);
    to.ids.clear();
    for (const auto& [batch, row] : origins) {
        const BagColumn& values = from[batch].bags[bag];
        to.ids.insert(to.ids.end(), values.ids.begin() + values.offsets[row],
                      values.ids.begin() + values.offsets[row + 1]);
        to.offsets.push_back(static_cast<int32_t>(to.ids.size()));
    }
}

void merge(const std::array<Batch, kParts>& from, const Origins& origins, Batch& to)
{
    to.rows = static_cast<int64_t>(origins.size());
    mergeColumns(from, origins, &Batch::ids, to.ids);
    mergeColumns(from, origins, &Batch::dense, to.dense);
    mergeColumns(from, origins, &Batch::label, to.label);
    mergeColumns(from, origins, &Batch::weight, to.weight);
    mergeColumns(from, origins, &Batch::group, to.group);
    mergeColumns(from, origins, &Batch::sourceRow, to.sourceRow);
    size_t bags = 0;
    for (const Batch& batch : from)
        bags = std::max(bags, batch.rows > 0 ? batch.bags.size() : 0);
    to.bags.resize(bags);
    for (size_t bag = 0; bag < bags; ++bag)
        mergeBag(from, origins, bag, to.bags[bag]);
}

class DealtRows : public RowStore {
public:
    DealtRows(std::shared_ptr<const RowStore> whole, DealtPlaces places)
        : m_whole(std::move(whole))
        , m_places(std::move(places))
    {
    }

    [[nodiscard]] int64_t rows(Part part) const override
    {
        return static_cast<int64_t>(m_places[static_cast<size_t>(part)].size());
    }
    void read(Part part, std::span<const int64_t> places, Batch& batch) const override
    {
        const auto& own = m_places[static_cast<size_t>(part)];
        std::array<std::vector<int64_t>, kParts> there;
        Origins origins;
        origins.reserve(places.size());
        for (const int64_t place : places) {
            const RowPlace& row = own[static_cast<size_t>(place)];
            auto& rows = there[static_cast<size_t>(row.part)];
            origins.push_back({static_cast<size_t>(row.part), rows.size()});
            rows.push_back(row.place);
        }
        for (size_t p = 0; p < kParts; ++p) { // of one part: as they come
            if (there[p].size() == places.size()) {
                m_whole->read(static_cast<Part>(p), there[p], batch);
                return;
            }
        }
        std::array<Batch, kParts> parts;
        for (size_t p = 0; p < kParts; ++p) {
            if (!there[p].empty())
                m_whole->read(static_cast<Part>(p), there[p], parts[p]);
        }
        merge(parts, origins, batch);
    }
    [[nodiscard]] int64_t shuffleWindow() const override { return m_whole->shuffleWindow(); }

private:
    std::shared_ptr<const RowStore> m_whole;
    DealtPlaces m_places;
};

} // namespace

std::shared_ptr<const RowStore> makeDealtRows(std::shared_ptr<const RowStore> whole, DealtPlaces places)
{
    return std::make_shared<DealtRows>(std::move(whole), std::move(places));
}

} // namespace leap
