// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trajectory.h"

#include <algorithm>

namespace leap {
namespace {

/// Keeps every second entry of `width` values.
template <typename T> void halve(std::vector<T>& values, int64_t width)
{
    const int64_t entries = width > 0 ? static_cast<int64_t>(values.size()) / width : 0;
    const int64_t kept = (entries + 1) / 2;
    for (int64_t entry = 1; entry < kept; ++entry)
        std::copy_n(values.begin() + 2 * entry * width, width, values.begin() + entry * width);
    values.resize(static_cast<size_t>(kept * width));
}

void append(std::vector<float>& to, std::span<const double> from)
{
    for (const double value : from)
        to.push_back(static_cast<float>(value));
}

} // namespace

void Trajectory::record(const StepReport& report)
{
    fields = static_cast<int64_t>(report.gates.size());
    if ((report.step - 1) % stride != 0)
        return;
    if (points() == kMostPoints) {
        thin();
        if ((report.step - 1) % stride != 0)
            return;
    }
    steps.push_back(report.step);
    append(gates, report.gates);
    append(divergence, report.divergence);
    append(lambda, report.lambda);
    trainLoss.push_back(static_cast<float>(report.trainLoss));
    gateLoss.push_back(static_cast<float>(report.gateLoss));
}

void Trajectory::thin()
{
    stride *= 2;
    halve(steps, 1);
    halve(gates, fields);
    halve(divergence, fields);
    halve(lambda, fields);
    halve(trainLoss, 1);
    halve(gateLoss, 1);
}

} // namespace leap
