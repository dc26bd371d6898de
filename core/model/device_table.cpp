// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/device_table.h"

#include "core/model/device_adam.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/embedding_dense_backward.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leap {
namespace {

/// Steps that are replayed in one go: few launches, temporaries of this many times the rows' values.
constexpr int64_t kStepsAtOnce = 16;

at::Tensor powers(double base, int64_t count, c10::Device device)
{
    std::vector<float> values(static_cast<size_t>(count));
    for (size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(std::pow(base, static_cast<double>(i)));
    return onDevice(values, device);
}

void append(std::vector<float>& to, const std::vector<float>& more)
{
    to.insert(to.end(), more.begin(), more.end());
}

} // namespace

DeviceClock::DeviceClock(const AdamHyper& hyper, c10::Device device)
    : m_device(device)
    , m_clock(hyper)
    , m_counting(at::arange(int64_t{m_clock.restAfter()} + 1, at::TensorOptions(device).dtype(at::kLong)))
    , m_shrink1(powers(hyper.beta1, int64_t{m_clock.restAfter()} + 1, device))
    , m_shrink2(powers(std::sqrt(hyper.beta2), int64_t{m_clock.restAfter()} + 1, device))
{
    sendFactors();
}

void DeviceClock::sendFactors()
{
    // The clock ends its tables at the step from which on they are constant.
    const auto count = static_cast<size_t>(m_clock.stepSizes(INT64_MAX) - m_clock.stepSizes(1)) + 1;
    m_stepSizes = onDevice({m_clock.stepSizes(1), count}, m_device);
    m_rootScales = onDevice({m_clock.rootScales(1), count}, m_device);
}

void DeviceClock::setRate(double rate)
{
    m_clock.setRate(rate);
    sendFactors();
}

DeviceTable::DeviceTable(int width, c10::Device device)
    : m_width(width)
    , m_device(device)
{
}

int64_t DeviceTable::append(const EmbeddingTable::State& fresh)
{
    const auto first = static_cast<int64_t>(m_lastGradient.size());
    leap::append(m_fresh.parameter, fresh.parameter);
    m_lastGradient.insert(m_lastGradient.end(), fresh.lastGradient.begin(), fresh.lastGradient.end());
    return first;
}

void DeviceTable::allocate()
{
    const auto rows = static_cast<int64_t>(m_lastGradient.size());
    m_parameter = onDevice(m_fresh.parameter, m_device).view({rows, m_width});
    m_fresh = {};
    m_moment1 = at::zeros({rows, m_width}, at::TensorOptions(m_device).dtype(at::kFloat));
    m_root = m_moment1.clone();
    m_upTo.assign(m_lastGradient.size(), 0);
    m_seenIn.assign(m_lastGradient.size(), 0);
    m_slot.resize(m_lastGradient.size());
}

void DeviceTable::distinct(std::span<const int64_t> rows, std::vector<int64_t>& slots)
{
    ++m_plans;
    m_lookup.rows.clear();
    slots.resize(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto row = static_cast<size_t>(rows[i]);
        if (m_seenIn[row] != m_plans) {
            m_seenIn[row] = m_plans;
            m_slot[row] = static_cast<int32_t>(m_lookup.rows.size());
            m_lookup.rows.push_back(rows[i]);
        }
        slots[i] = m_slot[row];
    }
}

/// A row that never had a gradient has no moments, so it missed nothing.
int64_t DeviceTable::missedBy(int64_t row, int64_t steps) const
{
    const auto at = static_cast<size_t>(row);
    return m_lastGradient[at] == 0 ? 0 : steps - m_upTo[at];
}

void DeviceTable::sortByMissed(const DeviceClock& clock, std::vector<int64_t>& slots)
{
    const int64_t rest = clock.clock().restAfter();
    const int64_t steps = clock.clock().steps();
    const auto toReplay = [&](int64_t row) { return std::min(missedBy(row, steps), rest); };
    std::vector<int64_t> firstPlace(static_cast<size_t>(rest) + 2, 0); // counting sort, most missed first
    for (const int64_t row : m_lookup.rows)
        ++firstPlace[static_cast<size_t>(rest - toReplay(row)) + 1];
    std::partial_sum(firstPlace.begin(), firstPlace.end(), firstPlace.begin());
    std::vector<int64_t> place(m_lookup.rows.size()), sorted(m_lookup.rows.size());
    m_lookup.missed.resize(m_lookup.rows.size());
    for (size_t i = 0; i < place.size(); ++i) {
        const int64_t missed = toReplay(m_lookup.rows[i]);
        place[i] = firstPlace[static_cast<size_t>(rest - missed)]++;
        sorted[static_cast<size_t>(place[i])] = m_lookup.rows[i];
        m_lookup.missed[static_cast<size_t>(place[i])] = missed;
    }
    m_lookup.rows.swap(sorted);
    for (int64_t& slot : slots)
        slot = place[static_cast<size_t>(slot)];
}

void DeviceTable::sendLookup(std::span<const int64_t> slots, const DeviceClock& clock, HostStage& stage)
{
    const int64_t steps = clock.clock().steps();
    const AdamHyper& hyper = clock.clock().hyper();
    const size_t count = m_lookup.rows.size();
    std::vector<int64_t> done(count);
    std::vector<float> shrink1(count), shrink2(count);
    for (size_t i = 0; i < count; ++i) {
        const auto missed = static_cast<double>(missedBy(m_lookup.rows[i], steps));
        int32_t& upTo = m_upTo[static_cast<size_t>(m_lookup.rows[i])];
        done[i] = upTo;
        shrink1[i] = static_cast<float>(std::pow(hyper.beta1, missed));
        shrink2[i] = static_cast<float>(std::pow(hyper.beta2, 0.5 * missed));
        upTo = static_cast<int32_t>(steps);
    }
    m_lookup.rowsThere = stage.send(m_lookup.rows);
    m_lookup.slotsThere = stage.send(slots);
    m_lookup.missedThere = stage.send(m_lookup.missed);
    m_lookup.doneThere = stage.send(done);
    m_lookup.shrink1There = stage.send(shrink1).unsqueeze(1);
    m_lookup.shrink2There = stage.send(shrink2).unsqueeze(1);
}

void DeviceTable::plan(std::span<const int64_t> rows, const DeviceClock& clock, HostStage& stage)
{
    std::vector<int64_t> slots;
    distinct(rows, slots);
    sortByMissed(clock, slots);
    sendLookup(slots, clock, stage);
}

at::Tensor DeviceTable::read(const DeviceClock& clock)
{
    const at::Tensor& rows = m_lookup.rowsThere;
    m_held = {m_parameter.index_select(0, rows), m_moment1.index_select(0, rows),
              m_root.index_select(0, rows)};
    if (!m_lookup.missed.empty() && m_lookup.missed.front() > 0) {
        replay(clock);
        store();
    }
    return m_held.parameter.index_select(0, m_lookup.slotsThere);
}

void DeviceTable::replay(const DeviceClock& clock)
{
    const int64_t most = m_lookup.missed.front();
    for (int64_t first = 0; first < most; first += kStepsAtOnce)
        replaySteps(clock, first, std::min(kStepsAtOnce, most - first));
    m_held.moment1.mul_(m_lookup.shrink1There);
    m_held.root.mul_(m_lookup.shrink2There);
}

/// The missed steps first + 1 ... first + steps of every row that missed as many: the parameter moves by the
/// sum over k of stepSize m beta1^k / (root beta2^(k/2) rootScale + epsilon).
void DeviceTable::replaySteps(const DeviceClock& clock, int64_t first, int64_t steps)
{
    const auto end = std::partition_point(m_lookup.missed.begin(), m_lookup.missed.end(),
                                          [&](int64_t missed) { return missed > first; });
    const int64_t rows = end - m_lookup.missed.begin();
    const auto rowsOf = [&](const at::Tensor& values) { return values.narrow(0, 0, rows); };
    const at::Tensor count = clock.counting().narrow(0, first + 1, steps); // [steps]
    const at::Tensor step = rowsOf(m_lookup.doneThere).unsqueeze(1) + count; // [rows, steps]
    const at::Tensor place = step.clamp_max(clock.stepSizes().size(0)).sub_(1).view({-1});
    const at::Tensor missed = count.le(rowsOf(m_lookup.missedThere).unsqueeze(1));
    const at::Tensor size = clock.stepSizes().index_select(0, place).view({rows, steps}) * missed;
    const at::Tensor scale = clock.rootScales().index_select(0, place).view({rows, steps});
    at::Tensor moved = rowsOf(m_held.moment1).unsqueeze(2) * clock.shrink1().narrow(0, first + 1, steps);
    at::Tensor divisor = rowsOf(m_held.root).unsqueeze(2) * clock.shrink2().narrow(0, first + 1, steps);
    divisor.mul_(scale.unsqueeze(1)).add_(clock.clock().hyper().epsilon);
    moved.mul_(size.unsqueeze(1)).div_(divisor); // [rows, width, steps]
    rowsOf(m_held.parameter).sub_(moved.sum(2));
}

void DeviceTable::store()
{
    m_parameter.index_copy_(0, m_lookup.rowsThere, m_held.parameter);
    m_moment1.index_copy_(0, m_lookup.rowsThere, m_held.moment1);
    m_root.index_copy_(0, m_lookup.rowsThere, m_held.root);
}

void DeviceTable::apply(const DeviceClock& clock, const at::Tensor& gradients)
{
    if (m_lookup.rows.empty())
        return;
    const AdamClock& host = clock.clock();
    const AdamHyper& hyper = host.hyper();
    // Sorted sums: in a fixed order on every device, unlike index_add's.
    const at::Tensor sums = at::embedding_dense_backward(
        gradients, m_lookup.slotsThere, static_cast<int64_t>(m_lookup.rows.size()), /*padding_idx=*/-1,
        /*scale_grad_by_freq=*/false);
    const auto factor = [&](const float* of) { return static_cast<double>(*of); };
    m_held.moment1.mul_(hyper.beta1).add_(sums, 1 - hyper.beta1);
    m_held.root.square_().mul_(hyper.beta2).addcmul_(sums, sums, 1 - hyper.beta2).sqrt_();
    const at::Tensor divisor = m_held.root.mul(factor(host.rootScales(host.steps()))).add_(hyper.epsilon);
    m_held.parameter.addcdiv_(m_held.moment1, divisor, -factor(host.stepSizes(host.steps())));
    store();
    for (const int64_t row : m_lookup.rows)
        m_lastGradient[static_cast<size_t>(row)] = m_upTo[static_cast<size_t>(row)] =
            static_cast<int32_t>(host.steps());
}

void DeviceTable::flush(const DeviceClock& clock, HostStage& stage)
{
    constexpr int64_t kRows = 1 << 15;
    std::vector<int64_t> late;
    const auto bringUp = [&] {
        stage.begin();
        plan(late, clock, stage);
        stage.finish();
        (void)read(clock);
        late.clear();
    };
    for (int64_t row = 0; row < static_cast<int64_t>(m_upTo.size()); ++row) {
        if (missedBy(row, clock.clock().steps()) > 0)
            late.push_back(row);
        if (static_cast<int64_t>(late.size()) == kRows)
            bringUp();
    }
    if (!late.empty())
        bringUp();
}

EmbeddingTable::State DeviceTable::save(int64_t first, int64_t count) const
{
    const auto part = [&](const at::Tensor& values) { return onHost(values.narrow(0, first, count)); };
    EmbeddingTable::State state{part(m_parameter), part(m_moment1), part(m_root), {}};
    state.lastGradient.assign(m_lastGradient.begin() + first, m_lastGradient.begin() + first + count);
    return state;
}

void DeviceTable::load(int64_t first, const EmbeddingTable::State& state, int64_t steps)
{
    const auto count = static_cast<int64_t>(state.lastGradient.size());
    const auto put = [&](const at::Tensor& to, const std::vector<float>& values) {
        to.narrow(0, first, count).copy_(onDevice(values, m_device).view({count, m_width}));
    };
    put(m_parameter, state.parameter);
    put(m_moment1, state.moment1);
    put(m_root, state.moment2Root);
    for (int64_t row = 0; row < count; ++row) {
        m_lastGradient[static_cast<size_t>(first + row)] =
            static_cast<int32_t>(state.lastGradient[static_cast<size_t>(row)]);
        m_upTo[static_cast<size_t>(first + row)] = static_cast<int32_t>(steps);
    }
}

} // namespace leap
