// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table/adam.h"
#include "core/model/table/lazy_rows.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

/// Lazy Adam on a table's rows as registered operators, so that each device brings its own kernels: the CPU's
/// are here, CUDA's in the CUDA module.
namespace leap {

/// A table on its device. What a row means is said in lazy_rows.h.
struct TableArrays {
    at::Tensor parameter, moment1, root; ///< float [rows, width]
    at::Tensor upTo, lastGradient; ///< int32 [rows]
};

/// The factors of Adam's steps on that device.
struct TableFactors {
    at::Tensor stepSizes, rootScales; ///< float [settled]
    int64_t rest; ///< AdamClock::restAfter()
};

/// Brings the named rows to step `steps`. @param named int32 [count], ascending
void catchUpRows(const TableArrays& table, const at::Tensor& named, const TableFactors& factors,
                 const AdamHyper& hyper, int64_t steps);

/// Adam's step `steps` of the named rows, brought to the one before by catchUpRows().
/// @param order int64 [count] occurrence that each named row comes from
/// @param gradients float [count, width] by occurrence; those of a row are added in a fixed order
void stepRows(const TableArrays& table, const at::Tensor& named, const at::Tensor& order,
              const at::Tensor& gradients, const AdamHyper& hyper, int64_t steps, AdamFactors factors);

/// Compares the operators of a device with the CPU's on a small table.
/// @throws FailureError naming the device when they disagree
void checkTableOperators(const at::Device& device);

namespace table_operators {

/// What the operators get, as raw pointers for a device's kernels. The tensors must outlive it.
/// @throws FailureError when types, sizes or layouts are not those above
[[nodiscard]] lazy_rows::CatchUp catchUpJob(const at::Tensor& parameter, const at::Tensor& moment1,
                                            const at::Tensor& root, const at::Tensor& upTo,
                                            const at::Tensor& lastGradient, const at::Tensor& named,
                                            const at::Tensor& stepSizes, const at::Tensor& rootScales,
                                            int64_t steps, int64_t rest, double beta1, double beta2,
                                            double epsilon);
[[nodiscard]] lazy_rows::Step stepJob(const at::Tensor& parameter, const at::Tensor& moment1,
                                      const at::Tensor& root, const at::Tensor& upTo,
                                      const at::Tensor& lastGradient, const at::Tensor& named,
                                      const at::Tensor& order, const at::Tensor& gradients, int64_t steps,
                                      double stepSize, double rootScale, double beta1, double beta2,
                                      double epsilon);

/// A device's kernel for the dispatcher: run(job of what it is called with).
template <auto kJob, auto kRun, class = decltype(kJob)> struct Kernel;
template <auto kJob, auto kRun, class Job, class... Arguments>
struct Kernel<kJob, kRun, Job (*)(Arguments...)> {
    static void run(Arguments... arguments) { kRun(kJob(arguments...)); }
};

} // namespace table_operators
} // namespace leap
