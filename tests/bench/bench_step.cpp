// SPDX-License-Identifier: GPL-3.0-or-later
// bench_step [--threads N] [--engine fused|autograd|both|gpu] [--pairs N] SHAPE ...
// Milliseconds of the steps of a search, one JSON object per line: a Backbone + Gates pair, a Joint step and
// a prediction; engines take turns in one run. On a GPU: pairs and Joint steps that stay there, 32 at a time.
#include "core/train/engines.h"
#include "core/train/gate_state.h"
#include "core/train/resident_steps.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/shapes.h"
#include "tests/bench/timing.h"

#include <algorithm>
#include <map>
#include <memory>

using namespace leap;
using namespace leap::bench;

namespace {

struct Options {
    int threads = 1;
    std::string engine = "fused";
    int pairs = 0; ///< 0 = about five seconds
    std::vector<std::string> shapes;
};

RowLayout layoutOf(const Shape& shape)
{
    RowLayout layout;
    layout.ranges = {0};
    for (size_t i = 0; i < shape.widths.size(); ++i) {
        const int64_t start = layout.ranges.back();
        layout.inputs.push_back({InputSlot::Storage::Id, layout.idColumns++, start,
                                 static_cast<int>(shape.widths[i]), shape.vocabularies[i],
                                 "field " + std::to_string(i)});
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
        batch.rows = shape.batch;
        for (int64_t row = 0; row < shape.batch; ++row) {
            for (const int64_t vocabulary : shape.vocabularies)
                batch.ids.push_back(drawId(stream, vocabulary));
            batch.label.push_back(static_cast<float>(stream.nextBelow(2)));
        }
    }
    return batches;
}

struct Engine {
    std::string name;
    std::unique_ptr<StepEngine> engine;
    std::map<std::string, std::vector<double>> times; ///< by what was done
};

std::vector<Engine> makeEngines(const Options& options, const Shape& shape)
{
    EngineSpec spec;
    spec.layout = layoutOf(shape);
    spec.transform.kind = TransformSpec::Kind::Leap;
    spec.threads = options.threads;
    std::vector<Engine> engines;
    if (options.engine == "gpu") {
        spec.device = DeviceChoice::Cuda;
        engines.push_back({"gpu", makeDeviceEngine(spec), {}});
        return engines;
    }
    if (options.engine != "autograd")
        engines.push_back({"fused", makeFusedEngine(spec), {}});
    if (options.engine != "fused")
        engines.push_back({"autograd", makeAutogradEngine(spec), {}});
    return engines;
}

/// Different batches, so that table rows are reused as rarely as in a real epoch; the first pass is not
/// timed.
class Run {
public:
    Run(const Options& options, const Shape& shape)
        : m_timer(options.threads)
        , m_pairs(options.pairs > 0 ? options.pairs : pairsFor(shape))
        , m_train(makeBatches(shape, std::max(1, m_pairs * 2 / 5)))
        , m_gate(makeBatches(shape, std::max(1, m_pairs / 40)))
        , m_theta(shape.widths.size(), 0.3F)
    {
    }

    void measure(std::vector<Engine>& engines)
    {
        for (int pair = 0; pair < m_pairs; ++pair)
            for (Engine& engine : engines) {
                const double backbone = step(engine, StepKind::Backbone, m_train, pair);
                const double gates = step(engine, StepKind::Gates, m_gate, pair);
                const double joint = pair % 4 == 0 ? step(engine, StepKind::Joint, m_train, pair) : 0;
                if (pair < static_cast<int>(m_train.size()) && m_pairs > 1)
                    continue;
                engine.times["backbone"].push_back(backbone);
                engine.times["gates"].push_back(gates);
                engine.times["pair"].push_back(backbone + gates);
                if (joint > 0)
                    engine.times["joint"].push_back(joint);
            }
        constexpr int kPredictions = 20;
        for (int repeat = 0; repeat < kPredictions; ++repeat)
            for (Engine& engine : engines)
                engine.times["predict"].push_back(
                    m_timer.milliseconds([&] { engine.engine->predict(m_train.front(), m_logits); }));
    }

private:
    static int pairsFor(const Shape& shape)
    {
        constexpr int64_t kElements = 140'000'000;
        return static_cast<int>(std::clamp<int64_t>(kElements / (shape.batch * shape.columns()), 20, 7500));
    }
    double step(Engine& engine, StepKind kind, const std::vector<Batch>& batches, int pair)
    {
        const Batch& batch = batches[static_cast<size_t>(pair) % batches.size()];
        return m_timer.milliseconds([&] {
            engine.engine->step(batch, {kind, pair + 1, m_theta, 0.2F}, m_result);
        });
    }

    Timer m_timer;
    int m_pairs;
    std::vector<Batch> m_train;
    std::vector<Batch> m_gate;
    std::vector<float> m_theta;
    StepResult m_result;
    std::vector<float> m_logits;
};

/// Steps of a search that stay on the GPU: the cost of each when their results are collected in bulk.
void measureResident(const Shape& shape, Engine& engine)
{
    constexpr int kRounds = 30;
    constexpr int kWarmUp = 3;
    constexpr double kLongestMs = 5000; // then the times so far must do
    const std::vector<Batch> train = makeBatches(shape, 64), gate = makeBatches(shape, 16);
    GateState gates(static_cast<int64_t>(shape.widths.size()), Settings(), 0.01, 0.001);
    ResidentSteps& resident = *engine.engine->resident();
    resident.begin(&gates);
    std::vector<ResidentStep> done;
    int64_t step = 0;
    const Timer timer(2); // wall time
    double spent = 0;
    for (int round = 0; round < kRounds + kWarmUp && (spent < kLongestMs || round <= kWarmUp); ++round)
        for (const bool joint : {false, true}) {
            const double time = timer.milliseconds([&] {
                for (int64_t i = 0; i < ResidentSteps::kMost; ++i, ++step)
                    resident.queue(
                        train[static_cast<size_t>(step) % train.size()],
                        {step + 1, joint, joint ? nullptr : &gate[static_cast<size_t>(step) % gate.size()]});
                resident.collect(done, &gates);
            });
            spent += time;
            if (round >= kWarmUp)
                engine.times[joint ? "joint" : "pair"].push_back(time
                                                                 / static_cast<double>(ResidentSteps::kMost));
        }
}

void measure(const Options& options, const Shape& shape)
{
    std::vector<Engine> engines = makeEngines(options, shape);
    if (options.engine == "gpu")
        measureResident(shape, engines.front());
    else
        Run(options, shape).measure(engines);
    for (const Engine& engine : engines)
        for (const auto& [what, times] : engine.times)
            printLine(withTimes({{"bench", "step"},
                                 {"what", what},
                                 {"engine", engine.name},
                                 {"shape", shape.name},
                                 {"batch", shape.batch},
                                 {"columns", shape.columns()},
                                 {"threads", options.threads},
                                 {"clock", options.engine == "gpu" ? "wall" : Timer(options.threads).clock()},
                                 {"memory_mib", peakMemoryMib()},
                                 {"widths", shape.widths},
                                 {"vocabularies", shape.vocabularies}},
                                times));
}

} // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a command line that cannot be set up ends a benchmark
int main(int argc, char** argv)
{
    Options options;
    CLI::App app("The steps of a search", "bench_step");
    app.add_option("--threads", options.threads)->check(CLI::Range(1, 1024));
    app.add_option("--engine", options.engine)->check(CLI::IsMember({"fused", "autograd", "both", "gpu"}));
    app.add_option("--pairs", options.pairs)->check(CLI::Range(0, 1'000'000));
    app.add_option("SHAPE", options.shapes, "ml1m, flights, criteo, industrial or FIELDSxWIDTH@BATCH")
        ->required();
    return benchMain(app, argc, argv, [&] {
        for (const std::string& shape : options.shapes)
            measure(options, shapeOf(shape));
    });
}
