// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table/adam.h"
#include "core/model/table/embedding_table.h"
#include "core/model/table/table_operators.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <vector>

namespace leap {

/// AdamClock with the factors of all steps on a device.
class DeviceClock {
public:
    DeviceClock(const AdamHyper& hyper, c10::Device device);

    [[nodiscard]] const AdamClock& clock() const { return m_clock; }
    void advance() { m_clock.advance(); }
    void setSteps(int64_t steps) { m_clock.setSteps(steps); }
    void setRate(double rate); ///< what has not been replayed yet must have been replayed before

    [[nodiscard]] const TableFactors& factors() const { return m_factors; }

private:
    void sendFactors();

    c10::Device m_device;
    AdamClock m_clock;
    TableFactors m_factors;
};

/// The learnt vectors of all inputs of one width on a device, with their moments, under the lazy Adam of
/// EmbeddingTable: dense Adam's course at the cost of the rows that a batch names.
///
/// Rows are put in order on the device, and what each of them has missed is known there: the host waits for
/// nothing. Not thread-safe.
class DeviceTable {
public:
    DeviceTable(int width, c10::Device device);

    /// Appends an input's rows. @return its first row
    /// @throws InputError when the table would have more than 2^31 - 1 rows
    int64_t append(const EmbeddingTable::State& fresh);
    void allocate(); ///< after the last append()
    [[nodiscard]] int width() const { return m_width; }

    /// The vectors [N, width] of the rows that a batch names, after clock.steps().
    /// @param rows int32 [N] on the device, in the order of their occurrence
    [[nodiscard]] at::Tensor read(const at::Tensor& rows, const DeviceClock& clock);
    /// Adam's step clock.steps() with one gradient per occurrence of the last read(). @param gradients [N,
    /// width]
    void apply(const DeviceClock& clock, const at::Tensor& gradients);

    void flush(const DeviceClock& clock); ///< replays what every row has missed
    /// Rows [first, first + count), after flush(). Waits for the device.
    [[nodiscard]] EmbeddingTable::State save(int64_t first, int64_t count) const;
    void load(int64_t first, const EmbeddingTable::State& state, int64_t steps);
    [[nodiscard]] std::vector<float> weights(int64_t first, int64_t count) const;
    void setWeights(int64_t first, const std::vector<float>& weights);

private:
    int m_width;
    c10::Device m_device;
    EmbeddingTable::State m_fresh; ///< until allocate()
    TableArrays m_table;
    at::Tensor m_named, m_order; ///< rows of the last read() in ascending order; the occurrence of each
};

} // namespace leap
