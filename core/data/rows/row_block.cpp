// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/row_block.h"

#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace leap {
namespace {

constexpr size_t kWord = sizeof(uint64_t);
constexpr size_t kArrays = 6; ///< ids, dense, label, weight, group, sourceRow; then two for each bag

size_t aligned(size_t bytes)
{
    return (bytes + kWord - 1) / kWord * kWord;
}

/// Writes arrays one after another and keeps where each begins.
class Packer {
public:
    Packer(std::vector<std::byte>& out, int64_t rows, const RowShape& shape)
        : m_out(out)
    {
        m_out.assign((1 + kArrays + 2 * static_cast<size_t>(shape.bagColumns)) * kWord, std::byte{0});
        put(static_cast<uint64_t>(rows));
    }
    template <typename T> void add(const std::vector<T>& values)
    {
        put(m_out.size());
        const size_t bytes = values.size() * sizeof(T);
        const size_t at = m_out.size();
        m_out.resize(at + aligned(bytes));
        if (bytes > 0)
            std::memcpy(m_out.data() + at, values.data(), bytes);
    }

private:
    void put(uint64_t word) { std::memcpy(m_out.data() + kWord * m_entry++, &word, kWord); }

    std::vector<std::byte>& m_out;
    size_t m_entry = 0;
};

template <typename T> void copyRow(const T* from, int64_t row, size_t width, std::vector<T>& to, size_t at)
{
    std::copy_n(from + static_cast<size_t>(row) * width, width, to.data() + at * width);
}

} // namespace

int64_t RowShape::bytesPerRow() const
{
    const int64_t words = idColumns + denseColumns + 2 * bagColumns + 1 + (weight ? 1 : 0) + (group ? 1 : 0);
    return words * int64_t{sizeof(float)} + (sourceRow ? int64_t{sizeof(int64_t)} : 0);
}

RowShape shapeOf(const Batch& rows)
{
    const auto width = [&](size_t values) { return static_cast<int>(values / rows.label.size()); };
    if (rows.rows == 0)
        return {};
    return {width(rows.ids.size()),   static_cast<int>(rows.bags.size()),
            width(rows.dense.size()), !rows.weight.empty(),
            !rows.group.empty(),      !rows.sourceRow.empty()};
}

RowView viewOf(const Batch& rows)
{
    RowView view{rows.rows,          rows.ids.data(),   rows.dense.data(),     rows.label.data(),
                 rows.weight.data(), rows.group.data(), rows.sourceRow.data(), {}};
    for (const BagColumn& bag : rows.bags)
        view.bags.push_back({bag.offsets.data(), bag.ids.data()});
    return view;
}

std::vector<std::byte> packBlock(const Batch& rows, const RowShape& shape)
{
    std::vector<std::byte> bytes;
    Packer packer(bytes, rows.rows, shape);
    packer.add(rows.ids);
    packer.add(rows.dense);
    packer.add(rows.label);
    packer.add(rows.weight);
    packer.add(rows.group);
    packer.add(rows.sourceRow);
    for (const BagColumn& bag : rows.bags) {
        packer.add(bag.offsets);
        packer.add(bag.ids);
    }
    return bytes;
}

RowView viewOf(std::span<const std::byte> bytes, const RowShape& shape)
{
    const auto word = [&](size_t i) {
        uint64_t value = 0;
        std::memcpy(&value, bytes.data() + kWord * i, kWord);
        return value;
    };
    const auto array = [&](size_t i) { return static_cast<const void*>(bytes.data() + word(1 + i)); };
    RowView view;
    view.rows = static_cast<int64_t>(word(0));
    view.ids = static_cast<const int32_t*>(array(0));
    view.dense = static_cast<const float*>(array(1));
    view.label = static_cast<const float*>(array(2));
    view.weight = static_cast<const float*>(array(3));
    view.group = static_cast<const int32_t*>(array(4));
    view.sourceRow = static_cast<const int64_t*>(array(5));
    for (size_t i = 0; i < static_cast<size_t>(shape.bagColumns); ++i)
        view.bags.push_back({static_cast<const int32_t*>(array(kArrays + 2 * i)),
                             static_cast<const int32_t*>(array(kArrays + 2 * i + 1))});
    return view;
}

BatchFiller::BatchFiller(Batch& batch, const RowShape& shape, size_t rows)
    : m_batch(batch)
    , m_shape(shape)
{
    resize(rows);
    batch.bags.resize(static_cast<size_t>(shape.bagColumns));
    for (BagColumn& bag : batch.bags) {
        bag.offsets.assign(1, 0);
        bag.ids.clear();
    }
}

void BatchFiller::resize(size_t rows)
{
    m_batch.rows = static_cast<int64_t>(rows);
    m_batch.ids.resize(rows * static_cast<size_t>(m_shape.idColumns));
    m_batch.dense.resize(rows * static_cast<size_t>(m_shape.denseColumns));
    m_batch.label.resize(rows);
    m_batch.weight.resize(m_shape.weight ? rows : 0);
    m_batch.group.resize(m_shape.group ? rows : 0);
    m_batch.sourceRow.resize(m_shape.sourceRow ? rows : 0);
}

void BatchFiller::finish()
{
    resize(m_row);
}

void BatchFiller::append(const RowView& view, int64_t row)
{
    const size_t at = m_row++;
    const auto from = static_cast<size_t>(row);
    copyRow(view.ids, row, static_cast<size_t>(m_shape.idColumns), m_batch.ids, at);
    copyRow(view.dense, row, static_cast<size_t>(m_shape.denseColumns), m_batch.dense, at);
    m_batch.label[at] = view.label[from];
    if (m_shape.weight)
        m_batch.weight[at] = view.weight[from];
    if (m_shape.group)
        m_batch.group[at] = view.group[from];
    if (m_shape.sourceRow)
        m_batch.sourceRow[at] = view.sourceRow[from];
    for (size_t i = 0; i < view.bags.size(); ++i) {
        const BagView& bag = view.bags[i];
        BagColumn& to = m_batch.bags[i];
        to.ids.insert(to.ids.end(), bag.ids + bag.offsets[from], bag.ids + bag.offsets[from + 1]);
        to.offsets.push_back(static_cast<int32_t>(to.ids.size()));
    }
}

uint64_t checksumOf(std::span<const std::byte> bytes)
{
    // Four lanes, so that the multiplications overlap; each step is a bijection of the lane and of the word.
    constexpr size_t kLanes = 4;
    constexpr uint64_t kOdd = 0x9E3779B97F4A7C15ull;
    std::array<uint64_t, kLanes> lanes{1, 2, 3, 4};
    std::array<uint64_t, kLanes> words{};
    size_t at = 0;
    for (; at + sizeof(words) <= bytes.size(); at += sizeof(words)) {
        std::memcpy(words.data(), bytes.data() + at, sizeof(words));
        for (size_t i = 0; i < kLanes; ++i) {
            const uint64_t mixed = (lanes[i] ^ words[i]) * kOdd;
            lanes[i] = mixed ^ (mixed >> 32);
        }
    }
    words = {};
    if (at < bytes.size())
        std::memcpy(words.data(), bytes.data() + at, bytes.size() - at);
    uint64_t sum = mix64(bytes.size());
    for (size_t i = 0; i < kLanes; ++i)
        sum = mix64(sum + mix64((lanes[i] ^ words[i]) * kOdd));
    return sum;
}

} // namespace leap
