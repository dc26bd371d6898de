// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/adam.h"
#include "core/model/embedding_table.h"
#include "core/model/host_stage.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <cstdint>
#include <span>
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

    [[nodiscard]] const at::Tensor& stepSizes() const
    {
        return m_stepSizes;
    } ///< [settled], index 0 is step 1
    [[nodiscard]] const at::Tensor& rootScales() const { return m_rootScales; }
    [[nodiscard]] const at::Tensor& counting() const { return m_counting; } ///< 0, 1, ... restAfter()
    [[nodiscard]] const at::Tensor& shrink1() const { return m_shrink1; } ///< beta1^k at k
    [[nodiscard]] const at::Tensor& shrink2() const { return m_shrink2; } ///< sqrt(beta2)^k at k

private:
    void sendFactors();

    c10::Device m_device;
    AdamClock m_clock;
    at::Tensor m_stepSizes, m_rootScales, m_counting, m_shrink1, m_shrink2;
};

/// The learnt vectors of all inputs of one width on a device, with their moments, under the lazy Adam of
/// EmbeddingTable: dense Adam's course at the cost of the rows that a batch names.
///
/// Which rows a batch names, and how many steps each of them has missed, is known on the host without asking
/// the device. Missed steps are replayed for many rows at once, as sums over their steps. Not thread-safe.
class DeviceTable {
public:
    DeviceTable(int width, c10::Device device);

    /// Appends an input's rows. @return its first row
    int64_t append(const EmbeddingTable::State& fresh);
    void allocate(); ///< after the last append()
    [[nodiscard]] int width() const { return m_width; }

    /// The rows that a batch names: first the host's part, which puts them on their way.
    /// @param rows [N] of this table, in the order of their occurrence
    void plan(std::span<const int64_t> rows, const DeviceClock& clock, HostStage& stage);
    /// Then the device's: the vectors [N, width], after clock.steps().
    [[nodiscard]] at::Tensor read(const DeviceClock& clock);
    /// Adam's step clock.steps() with one gradient per occurrence of the last plan(). @param gradients [N,
    /// width]
    void apply(const DeviceClock& clock, const at::Tensor& gradients);

    void flush(const DeviceClock& clock, HostStage& stage); ///< replays what every row has missed
    /// Rows [first, first + count), after flush().
    [[nodiscard]] EmbeddingTable::State save(int64_t first, int64_t count) const;
    void load(int64_t first, const EmbeddingTable::State& state, int64_t steps);

private:
    /// What happened to the distinct rows of the last plan(): those that missed most steps come first.
    struct Lookup {
        std::vector<int64_t> rows; ///< [U]
        std::vector<int64_t> missed; ///< [U] steps to replay
        at::Tensor rowsThere, slotsThere; ///< [U]; [N] index into U
        at::Tensor missedThere, doneThere; ///< [U] steps to replay; step that the row stands at
        at::Tensor shrink1There, shrink2There; ///< [U, 1]
    };
    /// Their values, held from read() to apply().
    struct Values {
        at::Tensor parameter, moment1, root; ///< [U, width]
    };

    void distinct(std::span<const int64_t> rows, std::vector<int64_t>& slots);
    [[nodiscard]] int64_t missedBy(int64_t row, int64_t steps) const;
    void sortByMissed(const DeviceClock& clock, std::vector<int64_t>& slots);
    void sendLookup(std::span<const int64_t> slots, const DeviceClock& clock, HostStage& stage);
    void replay(const DeviceClock& clock);
    void replaySteps(const DeviceClock& clock, int64_t first, int64_t steps);
    void store();

    int m_width;
    c10::Device m_device;
    EmbeddingTable::State m_fresh; ///< until allocate()
    at::Tensor m_parameter, m_moment1, m_root; ///< [rows, width]; the root of the second moment
    std::vector<int32_t> m_lastGradient; ///< [rows] step of a row's last gradient, 0 = none yet
    std::vector<int32_t> m_upTo; ///< [rows] step that a row has been brought to
    std::vector<int32_t> m_seenIn; ///< [rows] the plan() that saw a row last, and
    std::vector<int32_t> m_slot; ///< its place there
    int32_t m_plans = 0;
    Lookup m_lookup;
    Values m_held;
};

} // namespace leap
