// SPDX-License-Identifier: GPL-3.0-or-later
// Registration of the CUDA kernels. In this module only this file knows Torch, and only the .cu files are
// CUDA.
#include "core/base/error.h"
#include "core/gate/cuda/launch.h"
#include "core/gate/gate_checks.h"
#include "core/gate/gate_operators.h"
#include "core/gate/permutation.h"

#include <ATen/DeviceGuard.h>
#include <ATen/Dispatch.h>
#include <ATen/ops/empty.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include <string>

namespace leap::gate {
namespace {

void checkLaunch(const char* error)
{
    if (error != nullptr)
        throw FailureError(std::string("gate_fuse: the CUDA kernels could not be started: ") + error + ".");
}

/// Copies through pinned memory, which LibTorch's allocator keeps until the copy is done. A copy from
/// pageable memory would make the host wait for the device in every step.
at::Tensor sent(const at::Tensor& ranges, const at::Device& device)
{
    return ranges.contiguous().pin_memory().to(device, ranges.scalar_type(), /*non_blocking=*/true);
}

at::Tensor partialSums(const at::Tensor& x, int64_t fields)
{
    return at::empty({cuda::rowBlocks(x.size(0)), fields}, x.options().dtype(at::kDouble));
}

template <class T, class Index>
void forwardTyped(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges,
                  uint64_t stepKey, at::Tensor& fused, at::Tensor& divergence)
{
    const at::Tensor rows = x.contiguous();
    const at::Tensor gates = theta.contiguous();
    const at::Tensor bounds = sent(ranges, x.device());
    at::Tensor permutations = at::empty({theta.size(0), x.size(0) * static_cast<int64_t>(sizeof(Index))},
                                        x.options().dtype(at::kByte));
    at::Tensor sums = partialSums(x, theta.size(0));
    const cuda::ForwardLaunch<T, Index> launch{.x = rows.const_data_ptr<T>(),
                                               .theta = gates.const_data_ptr<T>(),
                                               .tau = tau,
                                               .ranges = bounds.const_data_ptr<int64_t>(),
                                               .fused = fused.mutable_data_ptr<T>(),
                                               .divergence = divergence.mutable_data_ptr<T>(),
                                               .permutations =
                                                   static_cast<Index*>(permutations.mutable_data_ptr()),
                                               .partialSums = sums.mutable_data_ptr<double>(),
                                               .rows = x.size(0),
                                               .columns = x.size(1),
                                               .fields = theta.size(0),
                                               .stepKey = stepKey};
    checkLaunch(cuda::launchForward(launch, c10::cuda::getCurrentCUDAStream().stream()));
}

TensorPairRef forwardOut(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges,
                         int64_t seed, int64_t step, at::Tensor& fused, at::Tensor& divergence)
{
    checkForward(x, theta, tau, ranges, fused, divergence);
    const at::DeviceGuard guard(x.device());
    if (x.numel() == 0) {
        divergence.zero_();
        return {fused, divergence};
    }
    const uint64_t stepKey = permutationStepKey(seed, step);
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "gate_fuse", [&] {
        if (x.size(0) <= kMaxRows16)
            forwardTyped<scalar_t, uint16_t>(x, theta, tau, ranges, stepKey, fused, divergence);
        else
            forwardTyped<scalar_t, uint32_t>(x, theta, tau, ranges, stepKey, fused, divergence);
    });
    return {fused, divergence};
}

template <class T>
void backwardTyped(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                   const at::Tensor& theta, double tau, const at::Tensor& ranges, at::Tensor& gradX,
                   at::Tensor& gradTheta)
{
    const at::Tensor dy = gradient.contiguous();
    const at::Tensor own = x.contiguous();
    const at::Tensor mixed = fused.contiguous();
    const at::Tensor gates = theta.contiguous();
    const at::Tensor bounds = sent(ranges, x.device());
    at::Tensor sums = partialSums(x, theta.size(0));
    const cuda::BackwardLaunch<T> launch{.gradient = dy.const_data_ptr<T>(),
                                         .x = own.const_data_ptr<T>(),
                                         .fused = mixed.const_data_ptr<T>(),
                                         .theta = gates.const_data_ptr<T>(),
                                         .tau = tau,
                                         .ranges = bounds.const_data_ptr<int64_t>(),
                                         .gradX = gradX.mutable_data_ptr<T>(),
                                         .gradTheta = gradTheta.mutable_data_ptr<T>(),
                                         .partialSums = sums.mutable_data_ptr<double>(),
                                         .rows = x.size(0),
                                         .columns = x.size(1),
                                         .fields = theta.size(0)};
    checkLaunch(cuda::launchBackward(launch, c10::cuda::getCurrentCUDAStream().stream()));
}

TensorPairRef backwardOut(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                          const at::Tensor& theta, double tau, const at::Tensor& ranges, at::Tensor& gradX,
                          at::Tensor& gradTheta)
{
    checkBackward(gradient, x, fused, theta, tau, ranges, gradX, gradTheta);
    const at::DeviceGuard guard(x.device());
    if (x.numel() == 0) {
        gradTheta.zero_();
        return {gradX, gradTheta};
    }
    AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "gate_fuse_backward", [&] {
        backwardTyped<scalar_t>(gradient, x, fused, theta, tau, ranges, gradX, gradTheta);
    });
    return {gradX, gradTheta};
}

} // namespace
} // namespace leap::gate

TORCH_LIBRARY_IMPL(leap, CUDA, m)
{
    m.impl("gate_fuse", TORCH_FN(leap::gate::forwardNew<leap::gate::forwardOut>));
    m.impl("gate_fuse.out", TORCH_FN(leap::gate::forwardOut));
    m.impl("_gate_fuse_backward", TORCH_FN(leap::gate::backwardNew<leap::gate::backwardOut>));
    m.impl("_gate_fuse_backward.out", TORCH_FN(leap::gate::backwardOut));
}
