// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>
#include <c10/core/Event.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace leap {

/// The way of a batch's values to a device: through pinned memory, so that a copy does not make the host
/// wait. Two slots take turns: while the device still copies from one, the host fills the other. On the CPU a
/// copy is just a copy. Not thread-safe.
class HostStage {
public:
    explicit HostStage(c10::Device device);

    /// Turns to the other slot; waits until the copies out of it, two turns ago, are done.
    void begin();
    /// A tensor [values.size()] on the device. The span may go as soon as this returns.
    [[nodiscard]] at::Tensor send(std::span<const float> values);
    [[nodiscard]] at::Tensor send(std::span<const int32_t> values);
    [[nodiscard]] at::Tensor send(std::span<const int64_t> values);
    /// After the last send() of a turn.
    void finish();

private:
    struct Slot {
        at::Tensor memory; ///< pinned bytes
        int64_t used = 0; ///< bytes of this turn; may exceed the memory, which then grows at the next one
        std::optional<c10::Event> copied;
    };

    [[nodiscard]] at::Tensor room(int64_t bytes);
    [[nodiscard]] at::Tensor sendBytes(const void* values, int64_t count, at::ScalarType type);

    c10::Device m_device;
    std::array<Slot, 2> m_slots;
    size_t m_turn = 0;
};

} // namespace leap
