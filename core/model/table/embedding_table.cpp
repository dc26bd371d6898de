// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table/embedding_table.h"

#include "core/base/random.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>
#include <numeric>
#include <utility>

namespace leap {
namespace {

constexpr int64_t kLineFloats = 16;
constexpr int64_t kHistoryFloats = sizeof(adam::RowHistory) / sizeof(float);

int64_t wholeLines(int64_t floats)
{
    return (floats + kLineFloats - 1) / kLineFloats * kLineFloats;
}

/// Whole cache lines, or a power of two that never straddles one.
int64_t strideFor(int width)
{
    const int64_t floats = 3 * static_cast<int64_t>(width) + kHistoryFloats;
    if (floats < kLineFloats)
        return static_cast<int64_t>(std::bit_ceil(static_cast<uint64_t>(floats)));
    return wholeLines(floats);
}

} // namespace

TableArena::TableArena(int64_t floats)
    : m_memory(makeAligned<float>(static_cast<size_t>(floats)))
    , m_size(floats)
{
}

float* TableArena::take(int64_t floats)
{
    float* const piece = m_memory.get() + m_taken;
    m_taken += wholeLines(floats);
    if (m_taken > m_size)
        throw std::bad_alloc();
    return piece;
}

int64_t EmbeddingTable::floatsFor(int64_t rows, int width)
{
    return wholeLines(rows * strideFor(width));
}

EmbeddingTable::EmbeddingTable(int64_t rows, int width, double scale, uint64_t seed, uint64_t input)
    : EmbeddingTable(rows, width, scale, seed, input, std::make_shared<TableArena>(floatsFor(rows, width)))
{
}

EmbeddingTable::EmbeddingTable(int64_t rows, int width, double scale, uint64_t seed, uint64_t input,
                               std::shared_ptr<TableArena> arena)
    : m_rows(rows)
    , m_arena(std::move(arena))
    , m_table{m_arena->take(floatsFor(rows, width)), strideFor(width), width}
{
    fillFresh(scale, seed, input);
}

void EmbeddingTable::fillFresh(double scale, uint64_t seed, uint64_t input)
{
    const RandomStream stream(streamKey(seed, "embedding", input));
    const adam::RowHistory untouched{0, UINT32_MAX}; // at rest
    uint64_t index = 0;
    std::pair<float, float> normals;
    for (int64_t row = 0; row < m_rows; ++row) {
        float* record = m_table.records + row * m_table.stride;
        std::fill(record, record + m_table.stride, 0.0F);
        for (int column = 0; column < m_table.width; ++column, ++index) {
            if (index % 2 == 0)
                normals = stream.normalPairAt(index / 2);
            record[column] = static_cast<float>(scale * (index % 2 == 0 ? normals.first : normals.second));
        }
        std::memcpy(record + 3 * static_cast<int64_t>(m_table.width), &untouched, sizeof untouched);
    }
}

/// The moments of a long record are not asked for: of a row that the last steps named, only the parameter and
/// the history are read.
void EmbeddingTable::prefetch(const int32_t* ids, int64_t idStride, int64_t count) const
{
    const int64_t history = 3 * static_cast<int64_t>(m_table.width);
    for (int64_t i = 0; i < count; ++i) {
        const float* record = m_table.records + ids[i * idStride] * m_table.stride;
        for (int64_t at = 0; at < m_table.width; at += kLineFloats)
            __builtin_prefetch(record + at, 1);
        __builtin_prefetch(record + history, 1);
    }
}

void EmbeddingTable::read(const AdamClock& clock, const int32_t* ids, int64_t idStride, int64_t count,
                          float* out, int64_t outStride)
{
    adam::catchUp(m_table, clock, ids, idStride, count);
    adam::gather(m_table, ids, idStride, count, out, outStride);
}

void EmbeddingTable::reserveSums(int64_t more)
{
    const auto rows = static_cast<size_t>(std::min(m_sumCount + more, m_rows));
    if (m_sumIds.size() >= rows)
        return;
    m_sumIds.resize(rows);
    m_sums.resize(rows * static_cast<size_t>(m_table.width));
}

void EmbeddingTable::addGradients(const AdamClock& clock, const int32_t* ids, int64_t idStride, int64_t count,
                                  const float* gradient, int64_t gradientStride, float scale)
{
    reserveSums(count);
    adam::RowSums sums{m_sums.data(), m_sumIds.data(), m_sumCount};
    adam::addToSums(m_table, clock, ids, idStride, count, gradient, gradientStride, scale, sums);
    m_sumCount = sums.count;
}

void EmbeddingTable::applyGradients(const AdamClock& clock)
{
    adam::applySums(m_table, clock, {m_sums.data(), m_sumIds.data(), m_sumCount});
    m_sumCount = 0;
}

void EmbeddingTable::flush(const AdamClock& clock)
{
    constexpr int32_t kBlock = 4096;
    std::vector<int32_t> ids(kBlock);
    for (int64_t start = 0; start < m_rows; start += kBlock) {
        const int64_t count = std::min<int64_t>(kBlock, m_rows - start);
        std::iota(ids.begin(), ids.begin() + count, static_cast<int32_t>(start));
        adam::catchUp(m_table, clock, ids.data(), 1, count);
    }
}

EmbeddingTable::State EmbeddingTable::save(const AdamClock& clock)
{
    flush(clock);
    const auto width = static_cast<size_t>(m_table.width);
    State state;
    for (auto* values : {&state.parameter, &state.moment1, &state.moment2Root})
        values->resize(static_cast<size_t>(m_rows) * width);
    state.lastGradient.resize(static_cast<size_t>(m_rows));
    for (int64_t row = 0; row < m_rows; ++row) {
        const float* from = m_table.records + row * m_table.stride;
        for (auto* values : {&state.parameter, &state.moment1, &state.moment2Root}) {
            std::copy_n(from, width, values->data() + static_cast<size_t>(row) * width);
            from += width;
        }
        adam::RowHistory past;
        std::memcpy(&past, from, sizeof past);
        state.lastGradient[static_cast<size_t>(row)] = past.lastGradient;
    }
    return state;
}

std::vector<float> EmbeddingTable::weights(const AdamClock& clock)
{
    flush(clock);
    std::vector<float> weights(static_cast<size_t>(m_rows * m_table.width));
    for (int64_t row = 0; row < m_rows; ++row)
        std::copy_n(m_table.records + row * m_table.stride, m_table.width,
                    weights.begin() + row * m_table.width);
    return weights;
}

void EmbeddingTable::setWeights(const AdamClock& clock, const std::vector<float>& weights)
{
    flush(clock);
    for (int64_t row = 0; row < m_rows; ++row)
        std::copy_n(weights.begin() + row * m_table.width, m_table.width,
                    m_table.records + row * m_table.stride);
}

void EmbeddingTable::load(const AdamClock& clock, const State& state)
{
    const auto width = static_cast<size_t>(m_table.width);
    for (int64_t row = 0; row < m_rows; ++row) {
        float* to = m_table.records + row * m_table.stride;
        for (const auto* values : {&state.parameter, &state.moment1, &state.moment2Root}) {
            std::copy_n(values->data() + static_cast<size_t>(row) * width, width, to);
            to += width;
        }
        const int64_t last = state.lastGradient[static_cast<size_t>(row)];
        const int64_t replayed =
            last == 0 ? UINT32_MAX : std::min<int64_t>(clock.steps() - last, clock.restAfter());
        const adam::RowHistory past{static_cast<uint32_t>(last), static_cast<uint32_t>(replayed)};
        std::memcpy(to, &past, sizeof past);
    }
}

} // namespace leap
