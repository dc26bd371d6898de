// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/half_samples.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/rows/row_subset.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leap {
namespace {

constexpr std::array kSplitParts{Part::Train, Part::Gate};

RandomStream drawOf(uint64_t seed, int pair, uint64_t what)
{
    return RandomStream(streamKey(seed, "half samples", static_cast<uint64_t>(pair), what));
}

/// The group id of each row of a part.
std::vector<int32_t> groupsOf(const Dataset& dataset, Part part)
{
    constexpr int64_t kBatch = 4096;
    const auto source = dataset.store->source({.part = part, .batchSize = kBatch, .order = RowOrder::Stored});
    std::vector<int32_t> groups;
    Batch batch;
    while (source->next(batch))
        groups.insert(groups.end(), batch.group.begin(), batch.group.end());
    return groups;
}

/// The two halves of each split part.
using Halves = std::array<PartPlaces, 2>;

/// Each part shuffled and cut in the middle.
Halves halvesOfRows(const Dataset& dataset, uint64_t seed, int pair)
{
    Halves halves;
    for (const Part part : kSplitParts) {
        const auto at = static_cast<size_t>(part);
        std::vector<int64_t> places(static_cast<size_t>(dataset.store->rows(part)));
        std::iota(places.begin(), places.end(), 0);
        shuffle(places, drawOf(seed, pair, at));
        const auto middle = places.begin() + static_cast<std::ptrdiff_t>(places.size() / 2);
        halves[0][at].emplace(places.begin(), middle);
        halves[1][at].emplace(middle, places.end());
    }
    return halves;
}

/// Groups in shuffled order, each to the half that has fewer rows so far.
std::unordered_map<int32_t, int> halfOfGroup(const std::array<std::vector<int32_t>, 2>& groups, uint64_t seed,
                                             int pair)
{
    std::unordered_map<int32_t, int64_t> rows;
    std::vector<int64_t> order;
    for (const auto& part : groups) {
        for (const int32_t group : part) {
            if (++rows[group] == 1)
                order.push_back(group);
        }
    }
    std::sort(order.begin(), order.end());
    shuffle(order, drawOf(seed, pair, kParts));
    std::unordered_map<int32_t, int> half;
    std::array<int64_t, 2> filled{};
    for (const int64_t group : order) {
        const int side = filled[1] < filled[0] ? 1 : 0;
        half[static_cast<int32_t>(group)] = side;
        filled[static_cast<size_t>(side)] += rows[static_cast<int32_t>(group)];
    }
    return half;
}

Halves halvesOfGroups(const Dataset& dataset, uint64_t seed, int pair)
{
    const std::array groups{groupsOf(dataset, Part::Train), groupsOf(dataset, Part::Gate)};
    const auto half = halfOfGroup(groups, seed, pair);
    Halves halves;
    for (size_t k = 0; k < kSplitParts.size(); ++k) {
        const auto at = static_cast<size_t>(kSplitParts[k]);
        for (auto& side : halves)
            side[at].emplace();
        for (size_t row = 0; row < groups[k].size(); ++row)
            halves[static_cast<size_t>(half.at(groups[k][row]))][at]->push_back(static_cast<int64_t>(row));
    }
    return halves;
}

void requireUsable(const Halves& halves, bool grouped)
{
    for (const Part part : kSplitParts) {
        const auto at = static_cast<size_t>(part);
        const size_t one = halves[0][at]->size(), other = halves[1][at]->size();
        if (std::min(one, other) == 0 || std::max(one, other) > 4 * std::min(one, other))
            throw InputError("The " + std::string(partName(part)) + " rows cannot be halved: "
                             + std::to_string(one) + " and " + std::to_string(other) + " rows. "
                             + (grouped ? "Too few groups, or one has most of the rows; leave out --group to "
                                          "halve by rows."
                                        : "More rows are needed."));
    }
}

} // namespace

std::array<std::shared_ptr<const Dataset>, 2> halfSamples(const std::shared_ptr<const Dataset>& dataset,
                                                          uint64_t seed, int pair)
{
    if (dataset->store->shuffleWindow() != 0)
        throw InputError("Half-samples need the rows in memory, but these are read from disk while training. "
                         "Raise --memory, or search a sample of the rows.");
    const bool grouped = dataset->card.groups > 0;
    Halves places = grouped ? halvesOfGroups(*dataset, seed, pair) : halvesOfRows(*dataset, seed, pair);
    requireUsable(places, grouped);
    std::array<std::shared_ptr<const Dataset>, 2> halves;
    for (size_t side = 0; side < halves.size(); ++side) {
        auto half = std::make_shared<Dataset>(*dataset);
        half->store = makeRowSubset(dataset->store, std::move(places[side]));
        halves[side] = std::move(half);
    }
    return halves;
}

} // namespace leap
