// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine_spec.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace leap {

namespace {

/// Below this many values in a batch's concatenated rows, a second thread waits longer than it works (and on
/// a busy machine the waiting costs a hundredfold).
constexpr int64_t kValuesWorthThreads = 1 << 18;

/// A step on a GPU costs about 4 ms however small it is, and a processor's fused step about 1 ms per 120,000
/// values (both measured, tests/bench/RESULTS-GPU.md): below this many values in a batch's rows the processor
/// is done sooner.
constexpr int64_t kValuesWorthGpu = 500'000;

DeviceChoice deviceFor(const Settings& settings, int64_t valuesPerStep)
{
    const bool isLeftOpen = settings.device == DeviceChoice::Auto;
    return isLeftOpen && valuesPerStep < kValuesWorthGpu ? DeviceChoice::Cpu : settings.device;
}

int threadsFor(const Settings& settings, int64_t valuesPerStep)
{
    if (settings.threads > 0)
        return settings.threads;
    if (valuesPerStep < kValuesWorthThreads)
        return 1;
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

} // namespace

EngineSpec engineSpecFor(const Settings& settings, const RowLayout& layout, TransformSpec transform,
                         int64_t batch)
{
    EngineSpec spec;
    spec.layout = layout;
    spec.transform = std::move(transform);
    spec.network = settings.network;
    spec.embeddingScale = settings.embeddingScale;
    spec.learningRate = settings.learningRate;
    spec.seed = settings.seed;
    spec.threads = threadsFor(settings, batch * layout.columns());
    spec.device = deviceFor(settings, batch * layout.columns());
    return spec;
}

BackboneSpec backboneSpecFor(const EngineSpec& spec)
{
    return {spec.network, spec.layout.columns()};
}

TransformSpec searchTransform(const Settings& settings)
{
    switch (settings.gateForm) {
    case GateForm::Permute:
        return {.kind = TransformSpec::Kind::Leap, .keep = {}};
    case GateForm::Mean:
        return {.kind = TransformSpec::Kind::Mean, .keep = {}};
    case GateForm::ExactPermute:
        return {.kind = TransformSpec::Kind::SampledPermute, .keep = {}};
    case GateForm::ExactDrop:
        return {.kind = TransformSpec::Kind::SampledDrop, .keep = {}};
    }
    return {};
}

} // namespace leap
