// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/host_device.h"

#include <cmath>
#include <cstdint>

/// Lazy Adam on the rows of a table, one number at a time: what the processor's loops and the CUDA kernels of
/// DeviceTable both call. All matrices are row-major and contiguous.
namespace leap::lazy_rows {

/// The rows that a batch names, in ascending order: equal ones are adjacent, and the first represents them
/// all.
struct NamedRows {
    const int32_t* row; ///< [count]
    int64_t count;

    [[nodiscard]] LEAP_HOST_DEVICE bool isFirst(int64_t place) const
    {
        return place == 0 || row[place] != row[place - 1];
    }
};

struct Table {
    float* parameter; ///< [rows, width]
    float* moment1; ///< [rows, width]
    float* root; ///< [rows, width], of the second moment
    int32_t* upTo; ///< [rows] step that a row has been brought to
    int32_t* lastGradient; ///< [rows] step of a row's last gradient, 0 = none yet
    int64_t width;
};

/// Brings rows to `steps`: the steps without gradient that they missed are replayed as dense Adam does them.
struct CatchUp {
    Table table;
    NamedRows named;
    const float* stepSizes; ///< [settled], index 0 is step 1; constant from the last one on
    const float* rootScales; ///< [settled]
    int64_t settled;
    int64_t steps;
    int64_t rest; ///< missed steps after which the first moment moves nothing any more
    double beta1, beta2;
    float epsilon;
};

/// Adam's step `steps` of the named rows, which stand at the step before.
struct Step {
    Table table;
    NamedRows named;
    const int64_t* order; ///< [count] occurrence in the batch that each named row comes from
    const float* gradients; ///< [count, width] by occurrence
    int64_t steps;
    float stepSize, rootScale;
    float beta1, rest1, beta2, rest2, epsilon; ///< rest = 1 - beta
};

/// Of one column of a named row.
LEAP_HOST_DEVICE inline void catchUp(const CatchUp& job, int64_t row, int64_t column)
{
    const int64_t upTo = job.table.upTo[row];
    // A row that never had a gradient has no moments, so it missed nothing.
    const int64_t missed = job.table.lastGradient[row] == 0 ? 0 : job.steps - upTo;
    if (missed <= 0)
        return;
    const int64_t at = row * job.table.width + column;
    const int64_t replayed = missed < job.rest ? missed : job.rest;
    const auto shrink1 = static_cast<float>(job.beta1);
    const auto shrink2 = static_cast<float>(std::sqrt(job.beta2));
    float parameter = job.table.parameter[at], moment1 = job.table.moment1[at], root = job.table.root[at];
    for (int64_t step = upTo + 1; step <= upTo + replayed; ++step) {
        const int64_t place = (step < job.settled ? step : job.settled) - 1;
        moment1 *= shrink1;
        root *= shrink2;
        parameter -= job.stepSizes[place] * (moment1 / (root * job.rootScales[place] + job.epsilon));
    }
    if (missed > replayed) {
        const auto left = static_cast<double>(missed - replayed);
        moment1 *= static_cast<float>(std::pow(job.beta1, left));
        root *= static_cast<float>(std::pow(job.beta2, 0.5 * left));
    }
    job.table.parameter[at] = parameter;
    job.table.moment1[at] = moment1;
    job.table.root[at] = root;
}

/// Once all columns of a named row have caught up.
LEAP_HOST_DEVICE inline void markCatchUp(const CatchUp& job, int64_t row)
{
    job.table.upTo[row] = static_cast<int32_t>(job.steps);
}

/// Of one column of a named row. @param gradient the sum over its occurrences
LEAP_HOST_DEVICE inline void step(const Step& job, int64_t row, int64_t column, float gradient)
{
    const int64_t at = row * job.table.width + column;
    const float root = job.table.root[at];
    const float moment1 = job.beta1 * job.table.moment1[at] + job.rest1 * gradient;
    const float newRoot = std::sqrt(job.beta2 * (root * root) + job.rest2 * (gradient * gradient));
    job.table.moment1[at] = moment1;
    job.table.root[at] = newRoot;
    job.table.parameter[at] -= job.stepSize * (moment1 / (newRoot * job.rootScale + job.epsilon));
}

/// Once all columns of a named row have had their gradient.
LEAP_HOST_DEVICE inline void markStep(const Step& job, int64_t row)
{
    job.table.upTo[row] = job.table.lastGradient[row] = static_cast<int32_t>(job.steps);
}

} // namespace leap::lazy_rows
