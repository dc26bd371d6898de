// SPDX-License-Identifier: GPL-3.0-or-later
// bench_gate [threads] [SIMD target]: milliseconds of the gate operator beside memcpy of one [B, D], medians
// of one run.
#include "core/gate/cpu/simd_targets.h"
#include "core/gate/gate_fuse.h"
#include "core/gate/reused_buffer.h"
#include "tests/gate/gate_case.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>

using namespace leap;
using namespace leap::test;

namespace {

double milliseconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// Medians of jobs that take turns, so that a slow moment of the machine meets all of them.
std::vector<double> medians(const std::vector<std::function<void()>>& jobs, int repeats)
{
    std::vector<std::vector<double>> times(jobs.size());
    for (int repeat = 0; repeat < repeats + 2; ++repeat)
        for (size_t job = 0; job < jobs.size(); ++job) {
            const double time = milliseconds(jobs[job]);
            if (repeat >= 2)
                times[job].push_back(time);
        }
    std::vector<double> result;
    for (const auto& one : times)
        result.push_back(median(one));
    return result;
}

/// 500 fields of 1 to 256 columns, narrow ones more often.
std::vector<int64_t> industrialWidths()
{
    constexpr std::array<int64_t, 20> kMix{1, 1, 1, 1,  1,  1,  1,  1,  4,   4,
                                           8, 8, 8, 16, 16, 32, 32, 64, 128, 256};
    const RandomStream stream(streamKey(0, "widths"));
    std::vector<int64_t> widths;
    for (uint64_t field = 0; field < 500; ++field)
        widths.push_back(kMix[stream.bitsAt(field) % kMix.size()]);
    return widths;
}

void autogradPass(const GateCase& on)
{
    const at::Tensor x = on.x.detach().requires_grad_();
    const at::Tensor theta = on.theta.detach().requires_grad_();
    const auto [fused, divergence] = gate_fuse(x, theta, on.tau, on.ranges, on.seed, on.step);
    (void)torch::autograd::grad({fused}, {x, theta}, {on.gradient});
}

void report(const char* name, int64_t rows, const std::vector<int64_t>& widths, bool hugePages, int repeats)
{
    GateCase on = gateCase(rows, widths, at::kFloat);
    const auto buffer = [&] {
        return hugePages ? reusedBuffer(on.x.sizes(), at::kFloat) : at::empty_like(on.x);
    };
    at::Tensor copy = buffer();
    at::Tensor fused = buffer();
    at::Tensor gradX = buffer();
    on.x = buffer().copy_(on.x);
    on.gradient = buffer().copy_(on.gradient);
    at::Tensor divergence = at::empty_like(on.theta);
    at::Tensor gradTheta = at::empty_like(on.theta);
    const std::vector<double> times = medians(
        {
            [&] { std::memcpy(copy.mutable_data_ptr(), on.x.const_data_ptr(), on.x.nbytes()); },
            [&] { gate_fuse_out(fused, divergence, on.x, on.theta, on.tau, on.ranges, on.seed, on.step); },
            [&] {
                gate_fuse_backward_out(gradX, gradTheta, on.gradient, on.x, fused, on.theta, on.tau,
                                       on.ranges);
            },
            [&] { autogradPass(on); },
        },
        repeats);
    std::printf("%-26s D %5lld  memcpy %7.4f  forward %7.4f (%.2f x)  backward %7.4f (%.2f x)  autograd, "
                "both %7.4f\n",
                name, static_cast<long long>(on.x.size(1)), times[0], times[1], times[1] / times[0], times[2],
                times[2] / times[0], times[3]);
}

} // namespace

int main(int argc, char** argv)
{
    at::set_num_threads(argc > 1 ? std::atoi(argv[1]) : 1);
    gate::forceSimdTarget(argc > 2 ? argv[2] : "");
    for (const bool hugePages : {true, false}) {
        std::printf("%s\n", hugePages ? "reusedBuffer()" : "ordinary tensors");
        report("B 4096, 39 fields x 8", 4096, std::vector<int64_t>(39, 8), hugePages, 101);
        report("B 1024, 500 fields", 1024, industrialWidths(), hugePages, 25);
        report("B 256, 9 fields x 8", 256, std::vector<int64_t>(9, 8), hugePages, 2001);
    }
    std::printf("milliseconds; %d thread(s), SIMD target %s\n", at::get_num_threads(),
                gate::lastSimdTarget().c_str());
    return 0;
}
