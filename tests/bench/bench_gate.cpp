// SPDX-License-Identifier: GPL-3.0-or-later
// bench_gate [--threads N] [--simd TARGET] [--ordinary] [--rounds N] [--gpu] SHAPE ...
// Milliseconds of the gate operator and of memcpy (on a GPU: a device copy) of one [B, D], one JSON object
// per line.
#include "core/base/error.h"
#include "core/gate/cpu/simd_targets.h"
#include "core/gate/cuda_module.h"
#include "core/gate/gate_fuse.h"
#include "core/gate/reused_buffer.h"
#include "core/gate/self_check.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/device_wait.h"
#include "tests/bench/shapes.h"
#include "tests/bench/timing.h"
#include "tests/gate/gate_case.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <tuple>

using namespace leap;
using namespace leap::bench;
using namespace leap::test;

namespace {

struct Options {
    int threads = 1;
    std::string simd;
    bool ordinary = false; ///< tensors of the default allocator instead of reused buffers on huge pages
    int rounds = 0; ///< 0 = about two seconds
    bool gpu = false;
    std::vector<std::string> shapes;
};

void autogradPass(const GateCase& on)
{
    const at::Tensor x = on.x.detach().requires_grad_();
    const at::Tensor theta = on.theta.detach().requires_grad_();
    const auto [fused, divergence] = gate_fuse(x, theta, on.tau, on.ranges, on.seed, on.step);
    (void)torch::autograd::grad({fused}, {x, theta}, {on.gradient});
}

/// Enough rounds for stable quantiles, fewer if a round takes long.
int roundsFor(const Options& options, const Shape& shape)
{
    constexpr int64_t kElements = 200'000'000;
    const int64_t rounds = kElements / (shape.batch * shape.columns());
    return options.rounds > 0 ? options.rounds : static_cast<int>(std::clamp<int64_t>(rounds, 15, 2001));
}

void measure(const Options& options, const Shape& shape)
{
    GateCase on = gateCase(shape.batch, shape.widths, at::kFloat);
    const auto buffer = [&] {
        return options.ordinary ? at::empty_like(on.x) : reusedBuffer(on.x.sizes(), at::kFloat);
    };
    at::Tensor copy = buffer(), fused = buffer(), gradX = buffer();
    on.x = buffer().copy_(on.x);
    on.gradient = buffer().copy_(on.gradient);
    at::Tensor divergence = at::empty_like(on.theta), gradTheta = at::empty_like(on.theta);
    const std::vector<const char*> names{"memcpy", "forward", "backward", "autograd"};
    const auto times = takeTurns(
        {
            [&] { std::memcpy(copy.mutable_data_ptr(), on.x.const_data_ptr(), on.x.nbytes()); },
            [&] { gate_fuse_out(fused, divergence, on.x, on.theta, on.tau, on.ranges, on.seed, on.step); },
            [&] {
                gate_fuse_backward_out(gradX, gradTheta, on.gradient, on.x, fused, on.theta, on.tau,
                                       on.ranges);
            },
            [&] { autogradPass(on); },
        },
        roundsFor(options, shape), 2, Timer(options.threads));
    for (size_t i = 0; i < names.size(); ++i)
        printLine(withTimes({{"bench", "gate"},
                             {"what", names[i]},
                             {"shape", shape.name},
                             {"batch", shape.batch},
                             {"columns", shape.columns()},
                             {"threads", options.threads},
                             {"clock", Timer(options.threads).clock()},
                             {"simd", gate::lastSimdTarget()},
                             {"widths", shape.widths}},
                            times[i]));
}

void measureOnGpu(const Options& options, const Shape& shape)
{
    constexpr int kCalls = 20; // in a row: a single one would time the launch and the wait
    const at::Device device(at::kCUDA, 0);
    GateCase on = gateCase(shape.batch, shape.widths, at::kFloat);
    on.x = on.x.to(device);
    on.theta = on.theta.to(device);
    on.gradient = on.gradient.to(device);
    at::Tensor copy = at::empty_like(on.x), fused, divergence;
    std::tie(fused, divergence) = gate_fuse(on.x, on.theta, on.tau, on.ranges, on.seed, on.step);
    const auto repeated = [](auto call) {
        return [call] {
            for (int i = 0; i < kCalls; ++i)
                call();
        };
    };
    const std::vector<const char*> names{"copy", "forward", "backward", "autograd"};
    auto times = takeTurns(
        {
            repeated([&] { copy.copy_(on.x); }),
            repeated([&] { (void)gate_fuse(on.x, on.theta, on.tau, on.ranges, on.seed, on.step); }),
            repeated([&] {
                (void)gate::backwardOperator().call(on.gradient, on.x, fused, on.theta, on.tau, on.ranges);
            }),
            repeated([&] { autogradPass(on); }),
        },
        options.rounds > 0 ? options.rounds : 51, 3, Timer(deviceWait(device)));
    for (size_t i = 0; i < names.size(); ++i) {
        for (double& time : times[i])
            time /= kCalls;
        printLine(withTimes({{"bench", "gate"},
                             {"what", names[i]},
                             {"shape", shape.name},
                             {"batch", shape.batch},
                             {"columns", shape.columns()},
                             {"device", "gpu"},
                             {"widths", shape.widths}},
                            times[i]));
    }
}

void useGpu()
{
    std::string whyNot;
    if (!loadCudaModule(&whyNot))
        throw InputError("--gpu cannot be used here: " + whyNot + ".");
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a command line that cannot be set up ends a benchmark
int main(int argc, char** argv)
{
    Options options;
    CLI::App app("The gate operator beside memcpy", "bench_gate");
    app.add_option("--threads", options.threads)->check(CLI::Range(1, 1024));
    app.add_option("--simd", options.simd, "SIMD target to force");
    app.add_flag("--ordinary", options.ordinary, "tensors of the default allocator, not reused buffers");
    app.add_option("--rounds", options.rounds)->check(CLI::Range(0, 1'000'000));
    app.add_flag("--gpu", options.gpu, "the GPU's kernels instead");
    app.add_option("SHAPE", options.shapes, "ml1m, flights, criteo, industrial or FIELDSxWIDTH@BATCH")
        ->required();
    return benchMain(app, argc, argv, [&] {
        at::set_num_threads(options.threads);
        gate::forceSimdTarget(options.simd);
        if (options.gpu)
            useGpu();
        for (const std::string& shape : options.shapes)
            (options.gpu ? measureOnGpu : measure)(options, shapeOf(shape));
    });
}
