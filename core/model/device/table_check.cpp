// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/gate/self_check.h"
#include "core/model/device/device_adam.h"
#include "core/model/device/device_table.h"
#include "core/model/table/table_operators.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <string>
#include <vector>

namespace leap {
namespace {

constexpr int64_t kRows = 40;
constexpr int64_t kWidth = 40; // more than a warp
constexpr int64_t kSteps = 400;
constexpr double kAllowed = 1e-5;

at::Tensor sample(int64_t rows, uint64_t seed, const at::Device& device)
{
    const RandomStream stream(streamKey(seed, "check"));
    std::vector<float> values(static_cast<size_t>(rows * kWidth));
    for (size_t i = 0; i < values.size(); ++i)
        values[i] = stream.normalAt(i);
    return onDevice(values, device).view({rows, kWidth});
}

/// A table after steps that name a row twice, all rows, and rows that have missed more than a moment lives.
at::Tensor trained(const at::Device& device)
{
    const auto whole = at::TensorOptions(device).dtype(at::kInt);
    const at::Tensor zero = at::zeros({kRows, kWidth}, at::TensorOptions(device).dtype(at::kFloat));
    const TableArrays table{sample(kRows, 1, device), zero.clone(), zero.clone(), at::zeros({kRows}, whole),
                            at::zeros({kRows}, whole)};
    const AdamHyper hyper;
    const DeviceClock there(hyper, device);
    const AdamClock& clock = there.clock();
    for (int64_t step = 1; step <= kSteps; ++step) {
        const auto one = static_cast<int32_t>(step % (step < 100 ? kRows : 3));
        const at::Tensor named = at::tensor({one, one, one + 1}, at::kInt).clamp_max(kRows - 1).to(device);
        catchUpRows(table, named, there.factors(), hyper, step - 1);
        stepRows(table, named, at::tensor({1, 0, 2}, at::kLong).to(device),
                 sample(3, static_cast<uint64_t>(step), device), hyper, step,
                 {*clock.stepSizes(step), *clock.rootScales(step)});
    }
    catchUpRows(table, at::arange(kRows, whole), there.factors(), hyper, kSteps);
    return table.parameter.cpu();
}

} // namespace

void checkTableOperators(const at::Device& device)
{
    const c10::NoGradGuard noGrad;
    const double distance = (trained(device) - trained(at::kCPU)).abs().max().item<double>();
    if (!(distance <= kAllowed))
        throw gate::wrongOnDevice("The embedding tables on device " + device.str()
                                  + " disagree with the processor's by " + std::to_string(distance)
                                  + " (allowed " + std::to_string(kAllowed) + ")");
}

} // namespace leap
