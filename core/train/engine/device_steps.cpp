// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/device_steps.h"

#include <ATen/ops/cat.h>

#include <span>

namespace leap {

std::vector<ResidentStep> readBack(const std::vector<DeviceStep>& queued)
{
    std::vector<ResidentStep> steps(queued.size());
    const auto fetch = [&](auto member, auto put) {
        std::vector<at::Tensor> present;
        for (const DeviceStep& step : queued) {
            if ((step.*member).defined())
                present.push_back((step.*member).view({1, -1}));
        }
        if (present.empty())
            return;
        const at::Tensor host = at::cat(present, 0).to(at::kDouble).cpu().contiguous();
        int64_t row = 0;
        for (size_t i = 0; i < queued.size(); ++i) {
            if ((queued[i].*member).defined())
                put(steps[i],
                    std::span<const double>(host.const_data_ptr<double>() + row++ * host.size(1),
                                            static_cast<size_t>(host.size(1))));
        }
    };
    using Values = std::span<const double>;
    fetch(&DeviceStep::loss, [](ResidentStep& step, Values values) { step.trainLoss = values[0]; });
    fetch(&DeviceStep::gateLoss, [](ResidentStep& step, Values values) { step.gateLoss = values[0]; });
    fetch(&DeviceStep::theta, [](ResidentStep& step, Values values) {
        for (const double value : values)
            step.theta.push_back(static_cast<float>(value));
    });
    fetch(&DeviceStep::divergence,
          [](ResidentStep& step, Values values) { step.divergence.assign(values.begin(), values.end()); });
    for (size_t i = 0; i < queued.size(); ++i)
        steps[i].step = queued[i].step;
    return steps;
}

} // namespace leap
