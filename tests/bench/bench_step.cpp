// SPDX-License-Identifier: GPL-3.0-or-later
// bench_step [threads] [shape ...]: milliseconds of a Backbone + Gates pair and of a prediction, for both
// engines side by side in one run. Shapes: ml1m, flights, criteo, industrial; all of them without a name.
//
// Medians and quartiles. One thread is measured in processor time, so that other programs' turns do not
// count; several threads by the clock on the wall.
#include "core/base/random.h"
#include "core/train/step_engine.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <time.h>
#include <vector>

using namespace leap;

namespace {

struct Shape {
    const char* name;
    const char* what;
    std::vector<int> widths;
    std::vector<int64_t> vocabularies;
    int64_t rows; ///< of a batch
    int trainBatches; ///< different ones, so that a table row rests between two visits as in a real epoch
    int pairs;
};

/// 1 to 256 columns, narrow ones more often.
std::vector<int> mixedWidths(int fields)
{
    constexpr std::array<int, 20> kMix{1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 8, 8, 8, 16, 16, 32, 32, 64, 128, 256};
    const RandomStream stream(streamKey(0, "widths"));
    std::vector<int> widths;
    for (int field = 0; field < fields; ++field)
        widths.push_back(kMix[stream.bitsAt(static_cast<uint64_t>(field)) % kMix.size()]);
    return widths;
}

std::vector<Shape> allShapes()
{
    std::vector<int64_t> flights(26, 1000);
    flights[0] = 20'000;
    return {
        {"ml1m",
         "9 fields x 8, 476 k table rows, B 256",
         std::vector<int>(9, 8),
         {6040, 3706, 458'455, 2, 7, 21, 3439, 301, 4000},
         256,
         3000,
         7500},
        {"flights", "26 fields x 8, 45 k table rows, B 256", std::vector<int>(26, 8), flights, 256, 800,
         2000},
        {"criteo", "39 fields x 8, 780 k table rows, B 4096", std::vector<int>(39, 8),
         std::vector<int64_t>(39, 20'000), 4096, 60, 150},
        {"industrial", "500 fields of 1 to 256 columns, B 1024", mixedWidths(500),
         std::vector<int64_t>(500, 500), 1024, 12, 24},
    };
}

RowLayout layoutOf(const Shape& shape)
{
    RowLayout layout;
    layout.ranges = {0};
    for (size_t i = 0; i < shape.widths.size(); ++i) {
        const int64_t start = layout.ranges.back();
        layout.inputs.push_back({InputSlot::Storage::Id, layout.idColumns++, start, shape.widths[i],
                                 shape.vocabularies[i], "field " + std::to_string(i)});
        layout.ranges.push_back(start + shape.widths[i]);
    }
    return layout;
}

/// Middle-sized vocabularies have popular values; the largest (a time stamp, a row number) has none.
int32_t drawId(RandomStream& stream, int64_t vocabulary)
{
    const double u = static_cast<double>(stream.nextBits() >> 11) * 0x1p-53;
    const bool even = vocabulary > 100'000 || vocabulary < 50;
    return static_cast<int32_t>(static_cast<double>(vocabulary) * (even ? u : u * u));
}

std::vector<Batch> makeBatches(const Shape& shape, int count)
{
    std::vector<Batch> batches(static_cast<size_t>(count));
    RandomStream stream(streamKey(1, shape.name, static_cast<uint64_t>(count)));
    for (Batch& batch : batches) {
        batch.rows = shape.rows;
        for (int64_t row = 0; row < shape.rows; ++row) {
            for (const int64_t vocabulary : shape.vocabularies)
                batch.ids.push_back(drawId(stream, vocabulary));
            batch.label.push_back(static_cast<float>(stream.nextBelow(2)));
        }
    }
    return batches;
}

class Timer {
public:
    explicit Timer(int threads)
        : m_processorTime(threads == 1)
    {
    }
    double milliseconds(const std::function<void()>& work) const
    {
        const double start = now();
        work();
        return now() - start;
    }

private:
    [[nodiscard]] double now() const
    {
        timespec time{};
        clock_gettime(m_processorTime ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
    }
    bool m_processorTime;
};

struct Times {
    std::vector<double> backbone, gates, pairs, predictions;
};

double quantile(std::vector<double> values, double share)
{
    const auto place = static_cast<int64_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + place, values.end());
    return values[static_cast<size_t>(place)];
}

/// Engines take turns, so that a slow moment of the machine meets all of them. The first pass over the
/// batches does not count.
std::vector<Times> measure(const Shape& shape, const std::vector<std::unique_ptr<StepEngine>>& engines,
                           const Timer& timer)
{
    const auto train = makeBatches(shape, shape.trainBatches);
    const auto gate = makeBatches(shape, std::max(1, shape.trainBatches / 16));
    const std::vector<float> theta(shape.widths.size(), 0.3F);
    StepResult result;
    std::vector<float> logits;
    std::vector<Times> times(engines.size());
    for (int pair = 0; pair < shape.pairs; ++pair) {
        const auto step = [&](size_t engine, StepKind kind, const std::vector<Batch>& batches) {
            const Batch& batch = batches[static_cast<size_t>(pair) % batches.size()];
            return timer.milliseconds([&] {
                engines[engine]->step(batch, {kind, pair + 1, theta, 0.2F}, result);
            });
        };
        for (size_t i = 0; i < engines.size(); ++i) {
            const double backbone = step(i, StepKind::Backbone, train);
            const double gates = step(i, StepKind::Gates, gate);
            if (pair < shape.trainBatches && shape.pairs > shape.trainBatches)
                continue;
            times[i].backbone.push_back(backbone);
            times[i].gates.push_back(gates);
            times[i].pairs.push_back(backbone + gates);
        }
    }
    for (int repeat = 0; repeat < 20; ++repeat)
        for (size_t i = 0; i < engines.size(); ++i)
            times[i].predictions.push_back(
                timer.milliseconds([&] { engines[i]->predict(train.front(), logits); }));
    return times;
}

void report(const Shape& shape, int threads)
{
    EngineSpec spec;
    spec.layout = layoutOf(shape);
    spec.transform.kind = TransformSpec::Kind::Leap;
    spec.threads = threads;
    std::vector<std::unique_ptr<StepEngine>> engines;
    engines.push_back(makeFusedEngine(spec));
    engines.push_back(makeAutogradEngine(spec));
    const auto times = measure(shape, engines, Timer(threads));
    std::printf("%s: %s, D %lld\n", shape.name, shape.what, static_cast<long long>(spec.layout.columns()));
    for (size_t i = 0; i < engines.size(); ++i)
        std::printf("  backbone %8.3f  gates %8.3f  pair %8.3f (%.3f - %.3f)  predict %8.3f  (%s)\n",
                    quantile(times[i].backbone, .5), quantile(times[i].gates, .5),
                    quantile(times[i].pairs, .5), quantile(times[i].pairs, .25),
                    quantile(times[i].pairs, .75), quantile(times[i].predictions, .5),
                    engines[i]->description().c_str());
    std::printf("  autograd / fused: %.2f x\n", quantile(times[1].pairs, .5) / quantile(times[0].pairs, .5));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const int threads = argc > 1 ? std::max(1, std::atoi(argv[1])) : 1;
    const std::vector<std::string> wanted(argv + std::min(argc, 2), argv + argc);
    for (const Shape& shape : allShapes()) {
        if (wanted.empty() || std::find(wanted.begin(), wanted.end(), shape.name) != wanted.end())
            report(shape, threads);
    }
    return EXIT_SUCCESS;
}
