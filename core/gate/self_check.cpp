// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/self_check.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/gate/reference/gate_fuse_reference.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <string>

namespace leap::gate {
namespace {

constexpr int64_t kRows = 1000;
constexpr double kTau = 0.2;
constexpr int64_t kSeed = 5;
constexpr int64_t kStep = 17;

at::Tensor sampleRanges()
{
    return at::tensor({0, 1, 4, 12, 29, 285}, at::kLong);
}

at::Tensor sample(at::IntArrayRef shape, at::ScalarType type, const char* name)
{
    at::Tensor values = at::empty(shape, at::kFloat);
    const RandomStream stream(streamKey(0, name));
    for (int64_t i = 0; i < values.numel(); ++i)
        values.mutable_data_ptr<float>()[i] = stream.normalAt(static_cast<uint64_t>(i));
    return values.to(type);
}

void compare(const char* what, const at::Device& device, const at::Tensor& actual, const at::Tensor& expected)
{
    const double allowed = expected.scalar_type() == at::kDouble ? 1e-11 : 1e-4;
    const double scale = std::max(1.0, expected.abs().max().item<double>());
    const double distance = (actual.cpu() - expected).abs().max().item<double>() / scale;
    if (!(distance <= allowed))
        throw wrongOnDevice("The gate operator on device " + device.str()
                            + " disagrees with its reference: " + what + " is off by "
                            + std::to_string(distance) + " (allowed " + std::to_string(allowed) + ")");
}

/// With the gate closed, the result is the permutation itself.
void checkPermutations(const at::Device& device, const ForwardFunction& forward)
{
    const at::Tensor rows = at::arange(kRows, at::kFloat).unsqueeze(1).expand({kRows, 2}).contiguous();
    const at::Tensor closed = at::full({2}, -1e3, at::kFloat);
    const at::Tensor ranges = at::tensor({0, 1, 2}, at::kLong);
    const at::Tensor fused =
        std::get<0>(forward(rows.to(device), closed.to(device), kTau, ranges, kSeed, kStep)).cpu();
    for (int64_t field = 0; field < 2; ++field)
        if (!at::equal(fused.select(1, field), permutationTensor(kRows, kSeed, kStep, field).to(at::kFloat)))
            throw wrongOnDevice("The gate operator on device " + device.str()
                                + " draws other permutations than its reference");
}

void checkValues(const at::Device& device, at::ScalarType type, const ForwardFunction& forward,
                 const BackwardFunction& backward)
{
    const at::Tensor ranges = sampleRanges();
    const int64_t columns = ranges[-1].item<int64_t>();
    const at::Tensor x = sample({kRows, columns}, type, "x");
    const at::Tensor theta = sample({ranges.size(0) - 1}, type, "theta") * 0.3;
    const at::Tensor dy = sample({kRows, columns}, type, "dy");
    const auto [expected, expectedDivergence] = gateFuseReference(x, theta, kTau, ranges, kSeed, kStep);
    const auto [fused, divergence] = forward(x.to(device), theta.to(device), kTau, ranges, kSeed, kStep);
    compare("x~", device, fused, expected);
    compare("the divergence", device, divergence, expectedDivergence);

    const auto [gradX, gradTheta] =
        backward(dy.to(device), x.to(device), fused, theta.to(device), kTau, ranges);
    const at::Tensor gates = (theta / kTau).sigmoid();
    compare("dx", device, gradX, gates.repeat_interleave(ranges.diff()) * dy);
    at::Tensor sums = at::zeros_like(theta);
    for (int64_t field = 0; field < theta.size(0); ++field)
        sums[field] = (dy * (x - expected))
                          .slice(1, ranges[field].item<int64_t>(), ranges[field + 1].item<int64_t>())
                          .sum();
    compare("dtheta", device, gradTheta, gates / kTau * sums);
}

} // namespace

void checkAgainstReference(const at::Device& device, const ForwardFunction& forward,
                           const BackwardFunction& backward)
{
    const at::NoGradGuard guard;
    checkPermutations(device, forward);
    checkValues(device, at::kFloat, forward, backward);
    checkValues(device, at::kDouble, forward, backward);
}

FailureError wrongOnDevice(const std::string& what)
{
    return FailureError(what
                        + ". Do not use this device; run with --device cpu and report the driver's version.");
}

void checkOperator(const at::Device& device)
{
    checkAgainstReference(
        device,
        [](const auto& x, const auto& theta, double tau, const auto& ranges, int64_t seed, int64_t step) {
            return forwardOperator().call(x, theta, tau, ranges, seed, step);
        },
        [](const auto& gradient, const auto& x, const auto& fused, const auto& theta, double tau,
           const auto& ranges) { return backwardOperator().call(gradient, x, fused, theta, tau, ranges); });
}

} // namespace leap::gate
