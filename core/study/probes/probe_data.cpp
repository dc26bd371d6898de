// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/probes/probe_data.h"

#include "core/base/error.h"
#include "core/base/memory_limit.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/data/rows/field_shuffle.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace leap {
namespace {

/// The inputs of a field.
std::vector<InputSlot> slotsOf(const RowLayout& layout, size_t field)
{
    std::vector<InputSlot> slots;
    for (const InputSlot& slot : layout.inputs) {
        if (slot.start >= layout.ranges[field] && slot.start < layout.ranges[field + 1])
            slots.push_back(slot);
    }
    return slots;
}

/// Where an input of a probe lies in a batch of the wider dataset, and what it copies.
struct CopiedSlot {
    InputSlot::Storage storage;
    size_t from; ///< column (or bag) of the dataset's own batches
    size_t to;
    size_t width; ///< columns
};
/// [probes][inputs of the probe]
using Copies = std::vector<std::vector<CopiedSlot>>;

/// Adds a probe's inputs behind all others.
void addProbe(RowLayout& layout, size_t source, Copies& copies)
{
    const int64_t shift = layout.columns() - layout.ranges[source];
    auto& probe = copies.emplace_back();
    for (InputSlot slot : slotsOf(layout, source)) {
        const bool dense = slot.storage == InputSlot::Storage::Dense;
        int& columns = slot.storage == InputSlot::Storage::Bag ? layout.bagColumns
            : dense                                            ? layout.denseColumns
                                                               : layout.idColumns;
        const int width = dense ? slot.width : 1;
        probe.push_back({slot.storage, static_cast<size_t>(slot.index), static_cast<size_t>(columns),
                         static_cast<size_t>(width)});
        slot.index = columns;
        slot.start += shift;
        columns += width;
        layout.inputs.push_back(slot);
    }
    layout.ranges.push_back(layout.columns() + layout.ranges[source + 1] - layout.ranges[source]);
}

template <class T>
std::vector<T> widened(const std::vector<T>& values, size_t rows, size_t columns, size_t newColumns)
{
    std::vector<T> wide(rows * newColumns);
    for (size_t row = 0; row < rows; ++row)
        std::copy_n(values.begin() + static_cast<ptrdiff_t>(row * columns), columns,
                    wide.begin() + static_cast<ptrdiff_t>(row * newColumns));
    return wide;
}

/// Row r reads the columns of row from[r].
template <class T>
void copyColumns(std::vector<T>& values, size_t columns, const CopiedSlot& slot,
                 const std::vector<int64_t>& from)
{
    for (size_t row = 0; row < from.size(); ++row)
        std::copy_n(values.begin()
                        + static_cast<ptrdiff_t>(static_cast<size_t>(from[row]) * columns + slot.from),
                    slot.width, values.begin() + static_cast<ptrdiff_t>(row * columns + slot.to));
}

Batch readAll(const RowStore& store, Part part)
{
    std::vector<int64_t> places(static_cast<size_t>(store.rows(part)));
    std::iota(places.begin(), places.end(), int64_t{0});
    Batch rows;
    if (!places.empty())
        store.read(part, places, rows);
    return rows;
}

/// A part with its probes; their shuffles are named by part and probe.
Batch probedPart(Batch rows, const RowLayout& narrow, const RowLayout& wide, const Copies& copies, Part part,
                 uint64_t seed)
{
    const auto count = static_cast<size_t>(rows.rows);
    const auto ids = static_cast<size_t>(wide.idColumns), dense = static_cast<size_t>(wide.denseColumns);
    rows.ids = widened(rows.ids, count, static_cast<size_t>(narrow.idColumns), ids);
    rows.dense = widened(rows.dense, count, static_cast<size_t>(narrow.denseColumns), dense);
    rows.bags.resize(static_cast<size_t>(wide.bagColumns));
    for (size_t probe = 0; probe < copies.size(); ++probe) {
        std::vector<int64_t> from(count);
        std::iota(from.begin(), from.end(), int64_t{0});
        shuffle(from, RandomStream(streamKey(seed, "prove.probe", probe, static_cast<uint64_t>(part))));
        for (const CopiedSlot& slot : copies[probe]) {
            if (slot.storage == InputSlot::Storage::Bag)
                shuffleBag(rows.bags[slot.from], from, rows.bags[slot.to]);
            else if (slot.storage == InputSlot::Storage::Dense)
                copyColumns(rows.dense, dense, slot, from);
            else
                copyColumns(rows.ids, ids, slot, from);
        }
    }
    return rows;
}

void requireMemory(const Dataset& dataset, const RowLayout& wide)
{
    if (dataset.store->shuffleWindow() > 0)
        throw InputError("Probes are made in memory, but these rows are read from disk. Give a sample of the "
                         "rows, or more memory.");
    constexpr int64_t kBytes = 4, kShare = 2;
    const int64_t columns = int64_t{wide.idColumns} + wide.denseColumns + 2 * int64_t{wide.bagColumns};
    const int64_t needed = dataset.rows * columns * kBytes;
    if (needed > memoryLimit() / kShare)
        throw InputError("The rows with their probes would take " + grouped(needed >> 20)
                         + " MiB, more than half of the memory. Use fewer probes or fewer rows.");
}

} // namespace

std::vector<size_t> probeSources(const Dataset& dataset, int probes)
{
    const size_t fields = dataset.schema.fields.size();
    std::vector<size_t> order(fields);
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        const auto key = [&](size_t i) {
            return std::pair(dataset.schema.fields[i].width(), dataset.facts[i].activeRows);
        };
        return key(a) < key(b);
    });
    std::vector<size_t> sources;
    const auto wanted = static_cast<size_t>(probes);
    for (size_t probe = 0; probe < wanted; ++probe)
        sources.push_back(wanted >= fields ? order[probe % fields]
                                           : order[(2 * probe + 1) * fields / (2 * wanted)]);
    return sources;
}

std::shared_ptr<const Dataset> withProbes(const Dataset& dataset, const std::vector<size_t>& sources,
                                          uint64_t seed)
{
    auto wide = std::make_shared<Dataset>(dataset);
    Copies copies;
    for (const size_t source : sources) {
        Field copy = dataset.schema.fields[source];
        copy.name = "probe " + std::to_string(copies.size() + 1) + " of " + copy.name;
        wide->schema.fields.push_back(std::move(copy));
        wide->facts.push_back(dataset.facts[source]);
        addProbe(wide->layout, source, copies);
    }
    requireMemory(dataset, wide->layout);
    std::array<Batch, kParts> parts;
    for (const Part part : {Part::Train, Part::Gate, Part::Validation})
        parts[static_cast<size_t>(part)] =
            probedPart(readAll(*dataset.store, part), dataset.layout, wide->layout, copies, part, seed);
    wide->store = makeMemoryStore(std::move(parts));
    return wide;
}

} // namespace leap
