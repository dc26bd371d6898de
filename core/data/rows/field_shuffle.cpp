// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/field_shuffle.h"

#include <algorithm>

namespace leap {
namespace {

template <class T>
void shuffleColumns(const std::vector<T>& from, size_t stride, size_t first, size_t width,
                    std::span<const int64_t> rows, std::vector<T>& to)
{
    for (size_t row = 0; row < rows.size(); ++row)
        std::copy_n(from.begin() + static_cast<ptrdiff_t>(static_cast<size_t>(rows[row]) * stride + first),
                    width, to.begin() + static_cast<ptrdiff_t>(row * stride + first));
}

template <class T>
void cutColumns(const std::vector<T>& from, size_t width, int64_t begin, int64_t count, std::vector<T>& to)
{
    to.clear();
    if (from.empty())
        return;
    const auto first = from.begin() + static_cast<ptrdiff_t>(begin * static_cast<int64_t>(width));
    to.assign(first, first + static_cast<ptrdiff_t>(count * static_cast<int64_t>(width)));
}

} // namespace

void shuffleBag(const BagColumn& from, std::span<const int64_t> rows, BagColumn& to)
{
    to.offsets.assign(1, 0);
    to.ids.clear();
    for (const int64_t row : rows) {
        const auto place = static_cast<size_t>(row);
        to.ids.insert(to.ids.end(), from.ids.begin() + from.offsets[place],
                      from.ids.begin() + from.offsets[place + 1]);
        to.offsets.push_back(static_cast<int32_t>(to.ids.size()));
    }
}

void shuffleField(const Batch& original, const RowLayout& layout, int64_t field,
                  std::span<const int64_t> from, Batch& shuffled)
{
    const auto at = static_cast<size_t>(field);
    for (const InputSlot& input : layout.inputs) {
        const int64_t first = std::max(input.start, layout.ranges[at]);
        const int64_t last = std::min(input.start + input.width, layout.ranges[at + 1]);
        if (first >= last)
            continue;
        const auto index = static_cast<size_t>(input.index);
        switch (input.storage) {
        case InputSlot::Storage::Id:
        case InputSlot::Storage::Lookup:
            shuffleColumns(original.ids, static_cast<size_t>(layout.idColumns), index, 1, from, shuffled.ids);
            break;
        case InputSlot::Storage::Dense:
            shuffleColumns(original.dense, static_cast<size_t>(layout.denseColumns),
                           static_cast<size_t>(input.index + first - input.start),
                           static_cast<size_t>(last - first), from, shuffled.dense);
            break;
        case InputSlot::Storage::Bag:
            shuffleBag(original.bags[index], from, shuffled.bags[index]);
            break;
        }
    }
}

void cutBatch(const Batch& from, const RowLayout& layout, int64_t begin, int64_t count, Batch& to)
{
    to.rows = count;
    cutColumns(from.ids, static_cast<size_t>(layout.idColumns), begin, count, to.ids);
    cutColumns(from.dense, static_cast<size_t>(layout.denseColumns), begin, count, to.dense);
    cutColumns(from.label, 1, begin, count, to.label);
    cutColumns(from.weight, 1, begin, count, to.weight);
    cutColumns(from.group, 1, begin, count, to.group);
    to.bags.resize(from.bags.size());
    for (size_t bag = 0; bag < from.bags.size(); ++bag) {
        const BagColumn& source = from.bags[bag];
        const auto first = static_cast<size_t>(begin), last = static_cast<size_t>(begin + count);
        const int32_t offset = source.offsets[first];
        to.bags[bag].ids.assign(source.ids.begin() + offset, source.ids.begin() + source.offsets[last]);
        to.bags[bag].offsets.clear();
        for (size_t row = first; row <= last; ++row)
            to.bags[bag].offsets.push_back(source.offsets[row] - offset);
    }
}

} // namespace leap
