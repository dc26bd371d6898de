// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds of a Backbone + Gates pair of the autograd engine, and of a prediction.
// usage: bench_engine [threads] [pairs]
#include "core/base/random.h"
#include "core/train/step_engine.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace leap;

namespace {

constexpr int kWidth = 8;
constexpr int64_t kRows = 256;

RowLayout layoutOf(const std::vector<int64_t>& vocabularies)
{
    RowLayout layout;
    layout.ranges = {0};
    for (const int64_t vocabulary : vocabularies) {
        InputSlot slot;
        slot.index = layout.idColumns++;
        slot.start = layout.ranges.back();
        slot.width = kWidth;
        slot.vocabulary = vocabulary;
        slot.name = "field " + std::to_string(slot.index);
        layout.inputs.push_back(slot);
        layout.ranges.push_back(slot.start + kWidth);
    }
    return layout;
}

std::vector<Batch> batchesOf(const std::vector<int64_t>& vocabularies)
{
    std::vector<Batch> batches(512);
    RandomStream stream(streamKey(1, "bench"));
    for (Batch& batch : batches) {
        batch.rows = kRows;
        for (int64_t row = 0; row < kRows; ++row) {
            for (const int64_t vocabulary : vocabularies)
                batch.ids.push_back(
                    static_cast<int32_t>(stream.nextBelow(static_cast<uint64_t>(vocabulary))));
            batch.label.push_back(static_cast<float>(stream.nextBelow(2)));
        }
    }
    return batches;
}

double millisecondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void measure(const char* name, const std::vector<int64_t>& vocabularies, int threads, int pairs)
{
    EngineSpec spec;
    spec.layout = layoutOf(vocabularies);
    spec.transform.kind = TransformSpec::Kind::Leap;
    spec.threads = threads;
    const auto batches = batchesOf(vocabularies);
    const auto made = std::chrono::steady_clock::now();
    const auto engine = makeAutogradEngine(spec);
    const double setUp = millisecondsSince(made);
    const std::vector<float> theta(vocabularies.size(), 0.3F);
    StepResult result;
    std::vector<double> backbone, gates, predictions;
    std::vector<float> logits;
    for (int pair = 0; pair < pairs; ++pair) {
        const Batch& train = batches[static_cast<size_t>(2 * pair) % batches.size()];
        const Batch& gate = batches[static_cast<size_t>(2 * pair + 1) % batches.size()];
        const auto start = std::chrono::steady_clock::now();
        engine->step(train, {StepKind::Backbone, pair + 1, theta, 0.2F}, result);
        backbone.push_back(millisecondsSince(start));
        const auto middle = std::chrono::steady_clock::now();
        engine->step(gate, {StepKind::Gates, pair + 1, theta, 0.2F}, result);
        gates.push_back(millisecondsSince(middle));
    }
    for (const Batch& batch : batches) {
        const auto start = std::chrono::steady_clock::now();
        engine->predict(batch, logits);
        predictions.push_back(millisecondsSince(start));
    }
    const auto median = [](std::vector<double>& values) {
        std::nth_element(values.begin(), values.begin() + static_cast<int64_t>(values.size() / 2),
                         values.end());
        return values[values.size() / 2];
    };
    std::printf("%s: backbone %.3f + gates %.3f = %.3f ms; predict %.3f ms; set-up %.0f ms (%s)\n", name,
                median(backbone), median(gates), median(backbone) + median(gates), median(predictions), setUp,
                engine->description().c_str());
}

} // namespace

int main(int argc, char** argv)
{
    const int threads = argc > 1 ? std::atoi(argv[1]) : 1;
    const int pairs = argc > 2 ? std::atoi(argv[2]) : 1500;
    measure("9 fields, 476 k rows", {6042, 3708, 4, 9, 23, 3441, 3708, 303, 458'457}, threads, pairs);
    std::vector<int64_t> wide(26, 1000);
    wide[0] = 20'000;
    measure("26 fields, 45 k rows", wide, threads, pairs);
    return EXIT_SUCCESS;
}
