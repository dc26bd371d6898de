// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/transform/host_stage.h"

#include <ATen/ops/empty.h>
#include <c10/core/ScalarType.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <algorithm>
#include <cstring>

namespace leap {
namespace {

constexpr int64_t kLine = 64;

at::Tensor pinnedBytes(int64_t bytes)
{
    return at::empty({bytes}, at::TensorOptions().dtype(at::kByte).pinned_memory(true));
}

} // namespace

HostStage::HostStage(c10::Device device)
    : m_device(device)
{
}

void HostStage::begin()
{
    m_turn = 1 - m_turn;
    if (m_device.is_cpu())
        return;
    Slot& slot = m_slots[m_turn];
    if (slot.copied)
        slot.copied->synchronize();
    if (!slot.memory.defined() || slot.memory.numel() < slot.used)
        slot.memory = pinnedBytes(std::max<int64_t>(2 * slot.used, 1 << 16));
    slot.used = 0;
}

at::Tensor HostStage::room(int64_t bytes)
{
    if (m_device.is_cpu())
        return at::empty({bytes}, at::kByte);
    Slot& slot = m_slots[m_turn];
    const int64_t start = slot.used;
    slot.used += (bytes + kLine - 1) / kLine * kLine;
    if (slot.used <= slot.memory.numel())
        return slot.memory.narrow(0, start, bytes);
    return pinnedBytes(bytes); // LibTorch's allocator keeps it until the copy is done
}

at::Tensor HostStage::sendBytes(const void* values, int64_t count, at::ScalarType type)
{
    if (count == 0)
        return at::empty({0}, at::TensorOptions(m_device).dtype(type));
    const int64_t bytes = count * static_cast<int64_t>(c10::elementSize(type));
    const at::Tensor host = room(bytes);
    std::memcpy(host.mutable_data_ptr<uint8_t>(), values, static_cast<size_t>(bytes));
    return host.view(type).to(m_device, /*non_blocking=*/true);
}

at::Tensor HostStage::send(std::span<const float> values)
{
    return sendBytes(values.data(), static_cast<int64_t>(values.size()), at::kFloat);
}

at::Tensor HostStage::send(std::span<const int32_t> values)
{
    return sendBytes(values.data(), static_cast<int64_t>(values.size()), at::kInt);
}

at::Tensor HostStage::send(std::span<const int64_t> values)
{
    return sendBytes(values.data(), static_cast<int64_t>(values.size()), at::kLong);
}

void HostStage::finish()
{
    if (m_device.is_cpu())
        return;
    Slot& slot = m_slots[m_turn];
    if (!slot.copied)
        slot.copied.emplace(m_device.type());
    slot.copied->record(c10::impl::VirtualGuardImpl(m_device.type()).getStream(m_device));
}

} // namespace leap
