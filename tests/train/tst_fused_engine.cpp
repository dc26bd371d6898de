// SPDX-License-Identifier: GPL-3.0-or-later
// The fused engine beside the autograd engine. What every engine must do is tested in tst_step_engine.cpp.
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/gate/cpu/simd_targets.h"
#include "core/train/step_engine.h"

#include <QtTest>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>

using namespace leap;

namespace {

std::atomic<int64_t> allocations{0};

void* counted(size_t size, size_t alignment)
{
    allocations.fetch_add(1, std::memory_order_relaxed);
    void* memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (!memory)
        throw std::bad_alloc();
    return memory;
}

} // namespace

void* operator new(size_t size)
{
    return counted(size, alignof(std::max_align_t));
}
void* operator new(size_t size, std::align_val_t alignment)
{
    return counted(size, static_cast<size_t>(alignment));
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, size_t) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, size_t, std::align_val_t) noexcept
{
    std::free(memory);
}

namespace {

using Storage = InputSlot::Storage;
using Kind = TransformSpec::Kind;

/// Widths 3, 1, 2, 4, 5 and 17: ids, dense columns and a bag. The fifth field has two inputs, and the last
/// input is split into two fields.
RowLayout mixedLayout()
{
    RowLayout layout;
    layout.inputs = {{Storage::Id, 0, 0, 3, 40, "user"},      {Storage::Dense, 0, 3, 1, 0, "price"},
                     {Storage::Bag, 0, 4, 2, 6, "tags"},      {Storage::Id, 1, 6, 4, 5, "city"},
                     {Storage::Dense, 1, 10, 1, 0, "age"},    {Storage::Id, 2, 11, 4, 300, "item"},
                     {Storage::Dense, 2, 15, 17, 0, "vector"}};
    layout.ranges = {0, 3, 4, 6, 10, 15, 21, 32};
    layout.idColumns = 3;
    layout.bagColumns = 1;
    layout.denseColumns = 19;
    return layout;
}

/// The mixed layout and, before its last field, 3 columns of given vectors: elements 1 to 3 of 4, scaled and
/// cut.
RowLayout givenLayout()
{
    auto table = std::make_shared<LookupTable>();
    *table = {7, 4, std::vector<float>(28)};
    for (size_t i = 0; i < table->values.size(); ++i)
        table->values[i] = static_cast<float>(i % 5) - 1.5F;
    auto lookup =
        std::make_shared<const Lookup>(Lookup{table, 1, 3, {{0.5F, 0, -1}, {0.1F, 0.3F, 0.2F}, 0.4F}});
    RowLayout layout = mixedLayout();
    InputSlot& vector = layout.inputs.back();
    const InputSlot given{Storage::Lookup, layout.idColumns++, vector.start, 3, 8,
                          "given",         std::move(lookup)};
    vector.start += given.width;
    layout.inputs.insert(layout.inputs.end() - 1, given);
    layout.ranges = {0, 3, 4, 6, 10, 15, 18, 24, 35};
    return layout;
}

/// 40 fields, 8 columns each: wide enough for threads to share a step.
RowLayout wideLayout()
{
    RowLayout layout;
    layout.ranges = {0};
    for (int i = 0; i < 40; ++i) {
        layout.inputs.push_back({Storage::Id, i, 8 * i, 8, 50 + 40 * i, "field " + std::to_string(i)});
        layout.ranges.push_back(8 * i + 8);
    }
    layout.idColumns = 40;
    return layout;
}

/// The label follows the first id and the first dense column where there is one.
Batch makeBatch(const RowLayout& layout, int64_t rows, uint64_t seed, bool weighted = false)
{
    RandomStream stream(streamKey(seed, "rows"));
    Batch batch;
    batch.rows = rows;
    batch.bags.resize(static_cast<size_t>(layout.bagColumns));
    for (BagColumn& bag : batch.bags)
        bag.offsets = {0};
    for (int64_t row = 0; row < rows; ++row) {
        for (const InputSlot& input : layout.inputs) {
            const auto draw = [&] {
                return static_cast<int32_t>(stream.nextBelow(static_cast<uint64_t>(input.vocabulary)));
            };
            if (input.storage == Storage::Id || input.storage == Storage::Lookup)
                batch.ids.push_back(draw());
            for (int i = 0; input.storage == Storage::Dense && i < input.width; ++i)
                batch.dense.push_back(static_cast<float>(stream.nextBelow(1000)) / 500.0F - 1.0F);
            if (input.storage == Storage::Bag) {
                BagColumn& bag = batch.bags[static_cast<size_t>(input.index)];
                for (uint64_t tag = stream.nextBelow(4); tag > 0; --tag)
                    bag.ids.push_back(draw());
                bag.offsets.push_back(static_cast<int32_t>(bag.ids.size()));
            }
        }
        const auto id = static_cast<float>(batch.ids[static_cast<size_t>(row * layout.idColumns)] % 3);
        const float dense =
            batch.dense.empty() ? 0.0F : batch.dense[static_cast<size_t>(row * layout.denseColumns)];
        batch.label.push_back(id - 1 + dense + 0.3F * stream.normalAt(stream.nextBits()) > 0 ? 1.0F : 0.0F);
        if (weighted)
            batch.weight.push_back(static_cast<float>(stream.nextBelow(4)));
    }
    return batch;
}

EngineSpec makeSpec(const RowLayout& layout, Kind kind, std::vector<int64_t> hidden = {32, 16})
{
    EngineSpec spec;
    spec.layout = layout;
    spec.transform.kind = kind;
    if (kind == Kind::Mask)
        for (int64_t field = 0; field < layout.fields(); ++field)
            spec.transform.keep.push_back(field % 3 != 1);
    spec.hidden = std::move(hidden);
    spec.embeddingScale = 0.3;
    spec.learningRate = 0.003;
    spec.seed = 77;
    spec.device = DeviceChoice::Cpu;
    return spec;
}

std::vector<float> someTheta(const EngineSpec& spec)
{
    std::vector<float> theta;
    for (int64_t field = 0; field < spec.layout.fields(); ++field)
        theta.push_back(0.3F - 0.1F * static_cast<float>(field % 6));
    return theta;
}

StateDict stateOf(const StepEngine& engine)
{
    StateDict state;
    engine.save(state);
    return state;
}

/// Largest difference, as a part of the larger of 1 and the largest expected number.
double distance(std::span<const float> values, std::span<const float> expected)
{
    if (values.size() != expected.size())
        return 1e9;
    double largest = 0, size = 1;
    for (size_t i = 0; i < values.size(); ++i) {
        const double error = std::abs(static_cast<double>(values[i]) - static_cast<double>(expected[i]));
        largest = error >= 0 ? std::max(largest, error) : 1e9; // NaN
        size = std::max(size, std::abs(static_cast<double>(expected[i])));
    }
    return largest / size;
}

/// A bias before BatchNorm has no influence in training. Autograd's gradient of it is rounding noise, which
/// Adam blows up to whole steps; the running mean follows the bias.
bool followsNoise(const std::string& name)
{
    return name.find("engine/mlp.") == 0 && name.find("norm") == std::string::npos
        && name.find("bias") != std::string::npos;
}
bool isRunningMean(const std::string& name)
{
    return name.find("norm.mean") != std::string::npos;
}

/// Steps of the last gradients: the fused engine leaves the tables of dropped fields alone, where autograd
/// gives them gradients of zero. Their values are the same.
bool isLastGradient(const std::string& name)
{
    return name.find("last_gradient") != std::string::npos;
}

/// The size and name of the largest difference of two states, biases before BatchNorm left out.
std::pair<double, std::string> stateDistance(const StateDict& state, const StateDict& expected,
                                             const EngineSpec& spec, bool manySteps)
{
    std::pair<double, std::string> worst{0, ""};
    if (state.size() != expected.size())
        return {1e9, "other names"};
    for (const auto& [name, array] : expected) {
        const auto found = state.find(name);
        if (found == state.end() || found->second.shape != array.shape)
            return {1e9, name};
        const auto* values = std::get_if<std::vector<float>>(&array.values);
        if (!values) {
            const bool mayDiffer = spec.transform.kind == Kind::Mask && isLastGradient(name);
            if (!mayDiffer && !(found->second == array))
                return {1e9, name};
        } else if (!followsNoise(name) && !(manySteps && isRunningMean(name))) {
            worst = std::max(worst,
                             {distance(std::get<std::vector<float>>(found->second.values), *values), name});
        }
    }
    return worst;
}

struct Course {
    std::vector<double> losses;
    std::vector<std::vector<float>> dtheta;
};

/// Backbone, gate and joint steps in turn, theta learning by plain descent, a change of rate on the way.
Course trainFor(StepEngine& engine, const EngineSpec& spec, int64_t first, int64_t last, int64_t rows,
                std::vector<float>& theta)
{
    Course course;
    StepResult result;
    for (int64_t step = first; step <= last; ++step) {
        if (step == 60)
            engine.setLearningRate(0.002);
        for (const StepKind kind : {StepKind::Backbone, StepKind::Gates, StepKind::Joint}) {
            if (kind == StepKind::Joint && step % 3 != 0)
                continue;
            const auto seed = static_cast<uint64_t>(4 * step) + static_cast<uint64_t>(kind);
            engine.step(makeBatch(spec.layout, rows, seed, step % 4 == 0), {kind, step, theta, 0.2F}, result);
            course.losses.push_back(result.loss);
            course.dtheta.push_back(result.dtheta);
            for (size_t i = 0; i < result.dtheta.size(); ++i)
                theta[i] -= 0.05F * result.dtheta[i];
        }
    }
    return course;
}

} // namespace

class TestFusedEngine : public QObject {
    Q_OBJECT

private:
    static void compareOneStep(const EngineSpec& spec, int64_t rows, bool weighted);

private Q_SLOTS:
    void oneStepEqualsAutograd_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QList<int>>("hidden");
        QTest::addColumn<int>("rows");
        QTest::addColumn<bool>("weighted");
        const QList<int> usual{32, 16};
        for (const int kind : {0, 1, 2}) {
            const char* name = kind == 0 ? "none" : kind == 1 ? "mask" : "leap";
            for (const int rows : {1, 2, 3, 255, 257})
                QTest::addRow("%s, %d rows", name, rows) << kind << usual << rows << false;
            QTest::addRow("%s, weights", name) << kind << usual << 100 << true;
            QTest::addRow("%s, hidden 7", name) << kind << QList<int>{7} << 100 << false;
            QTest::addRow("%s, hidden 5-3-2", name) << kind << QList<int>{5, 3, 2} << 100 << true;
        }
    }
    void oneStepEqualsAutograd()
    {
        QFETCH(int, kind);
        QFETCH(QList<int>, hidden);
        QFETCH(int, rows);
        QFETCH(bool, weighted);
        compareOneStep(makeSpec(mixedLayout(), static_cast<Kind>(kind), {hidden.begin(), hidden.end()}), rows,
                       weighted);
    }

    void oneStepEqualsAutogradWithoutTables()
    {
        RowLayout layout;
        layout.inputs = {{Storage::Dense, 0, 0, 40, 0, "vector"}};
        layout.ranges = {0, 1, 9, 25, 40};
        layout.denseColumns = 40;
        for (const Kind kind : {Kind::None, Kind::Leap}) {
            auto spec = makeSpec(layout, kind);
            const auto engine = makeFusedEngine(spec);
            const auto reference = makeAutogradEngine(spec);
            RandomStream stream(1);
            Batch batch;
            batch.rows = 90;
            for (int64_t i = 0; i < 90 * 40; ++i)
                batch.dense.push_back(stream.normalAt(static_cast<uint64_t>(i)));
            for (int64_t row = 0; row < 90; ++row)
                batch.label.push_back(static_cast<float>(row % 2));
            StepResult result, expected;
            engine->step(batch, {StepKind::Joint, 1, someTheta(spec), 0.2F}, result);
            reference->step(batch, {StepKind::Joint, 1, someTheta(spec), 0.2F}, expected);
            QVERIFY(std::abs(result.loss - expected.loss) < 1e-6);
            QVERIFY(distance(result.dtheta, expected.dtheta) < 1e-6);
            const auto [error, name] = stateDistance(stateOf(*engine), stateOf(*reference), spec, false);
            QVERIFY2(error < 1e-5, qPrintable(QString("%1 %2").arg(name.c_str()).arg(error)));
        }
    }

    void oneStepEqualsAutogradOnEveryTarget()
    {
        for (const std::string& target : gate::simdTargets()) {
            gate::forceSimdTarget(target);
            const auto restore = qScopeGuard([] { gate::forceSimdTarget(""); });
            const auto spec = makeSpec(mixedLayout(), Kind::Leap, {7, 5});
            QVERIFY(makeFusedEngine(spec)->description().find(target) != std::string::npos);
            compareOneStep(spec, 67, false);
        }
    }

    void followsAutogradForHundredsOfSteps_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addRow("none") << 0;
        QTest::addRow("mask") << 1;
        QTest::addRow("leap") << 2;
    }
    void followsAutogradForHundredsOfSteps();

    void statesMoveBetweenEngines()
    {
        const auto spec = makeSpec(mixedLayout(), Kind::Leap);
        auto theta = someTheta(spec);
        const auto fused = makeFusedEngine(spec);
        const auto plain = makeAutogradEngine(spec);
        QVERIFY(stateOf(*fused) == stateOf(*plain)); // the same start, bit for bit
        (void)trainFor(*fused, spec, 1, 20, 50, theta);
        plain->load(stateOf(*fused));
        QVERIFY(stateOf(*plain) == stateOf(*fused));
        (void)trainFor(*plain, spec, 21, 25, 50, theta);
        fused->load(stateOf(*plain));
        QVERIFY(stateOf(*plain) == stateOf(*fused));
        std::vector<float> logits, expected;
        const Batch batch = makeBatch(spec.layout, 33, 5);
        fused->predict(batch, logits);
        plain->predict(batch, expected);
        QVERIFY(distance(logits, expected) < 1e-6);
    }

    /// Not only for equal numbers of threads: sums over rows are sums over blocks of rows.
    void threadsChangeNothing()
    {
        auto spec = makeSpec(wideLayout(), Kind::Leap);
        auto theta = someTheta(spec), otherTheta = theta;
        const auto one = makeFusedEngine(spec);
        spec.threads = 2;
        const auto two = makeFusedEngine(spec);
        const Course alone = trainFor(*one, spec, 1, 12, 1100, theta);
        const int64_t before = gate::kernelCalls();
        const Course shared = trainFor(*two, spec, 1, 12, 1100, otherTheta);
        QVERIFY(gate::kernelCalls()
                > before + 28 * 2); // more than one call a forward pass: threads shared it
        QCOMPARE(alone.losses, shared.losses);
        QCOMPARE(alone.dtheta, shared.dtheta);
        QVERIFY(stateOf(*one) == stateOf(*two));
        std::vector<float> logits, sharedLogits;
        const Batch batch = makeBatch(spec.layout, 3000, 5);
        two->predict(batch, sharedLogits);
        one->predict(batch, logits);
        QCOMPARE(logits, sharedLogits);
    }

    void resumedEqualsUninterrupted()
    {
        const auto spec = makeSpec(mixedLayout(), Kind::Leap, {5, 3, 2});
        auto theta = someTheta(spec);
        const auto whole = makeFusedEngine(spec);
        (void)trainFor(*whole, spec, 1, 80, 50, theta);
        auto otherTheta = someTheta(spec);
        const auto part = makeFusedEngine(spec);
        (void)trainFor(*part, spec, 1, 37, 50, otherTheta);
        const auto resumed = makeFusedEngine(spec);
        resumed->load(stateOf(*part));
        (void)trainFor(*resumed, spec, 38, 80, 50, otherTheta);
        QVERIFY(stateOf(*whole) == stateOf(*resumed));
    }

    void stepsDoNotAllocate_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addRow("none") << 0;
        QTest::addRow("mask") << 1;
        QTest::addRow("leap") << 2;
    }
    void stepsDoNotAllocate()
    {
        QFETCH(int, kind);
        const auto spec = makeSpec(mixedLayout(), static_cast<Kind>(kind));
        const auto theta = someTheta(spec);
        const auto engine = makeFusedEngine(spec);
        std::vector<Batch> batches;
        for (uint64_t seed = 0; seed < 5; ++seed)
            batches.push_back(makeBatch(spec.layout, seed == 3 ? 100 : 128, seed));
        StepResult result;
        std::vector<float> logits;
        int64_t step = 0;
        const auto round = [&] {
            for (const Batch& batch : batches) {
                for (const StepKind stepKind : {StepKind::Backbone, StepKind::Gates, StepKind::Joint})
                    engine->step(batch, {stepKind, ++step, theta, 0.2F}, result);
                engine->predict(batch, logits);
            }
        };
        round();
        const int64_t before = allocations.load();
        QVERIFY(before > 0);
        for (int i = 0; i < 10; ++i)
            round();
        QCOMPARE(allocations.load() - before, int64_t{0});
    }

    void givenVectors()
    {
        for (const Kind kind : {Kind::None, Kind::Mask, Kind::Leap})
            compareOneStep(makeSpec(givenLayout(), kind), 128, false);
    }

    void refusesStrangeGivenVectors()
    {
        EngineSpec spec = makeSpec(givenLayout(), Kind::None);
        InputSlot& given = spec.layout.inputs[spec.layout.inputs.size() - 2];
        given.vocabulary = 7; // the table has 7 rows, and the id 0 is not one of them
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeFusedEngine(spec));
        given.vocabulary = 8;
        given.lookup = nullptr;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeAutogradEngine(spec));
    }

    void supports()
    {
        auto spec = makeSpec(mixedLayout(), Kind::Leap);
        QVERIFY(fusedEngineSupports(spec));
        QVERIFY(makeEngine(spec)->description().find("fused") == 0);
        spec.hidden = {};
        QVERIFY(!fusedEngineSupports(spec));
        QVERIFY(makeEngine(spec)->description().find("autograd") == 0);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeFusedEngine(spec));
        spec = makeSpec(mixedLayout(), Kind::Leap);
        spec.device = DeviceChoice::Cuda;
        QVERIFY(!fusedEngineSupports(spec));
    }
};

/// From a state that training has reached: loss, gates' gradients, and everything that the step moves.
void TestFusedEngine::compareOneStep(const EngineSpec& spec, int64_t rows, bool weighted)
{
    auto theta = someTheta(spec);
    const auto reference = makeAutogradEngine(spec);
    (void)trainFor(*reference, spec, 1, 15, 40, theta);
    const StateDict start = stateOf(*reference);
    const auto engine = makeFusedEngine(spec);
    // BatchNorm over two or three rows divides by nearly nothing: it multiplies rounding by up to
    // 1 / sqrt(1e-5) = 316 a layer.
    const bool tiny = rows == 2 || rows == 3;
    for (const StepKind kind : {StepKind::Backbone, StepKind::Gates, StepKind::Joint}) {
        reference->load(start);
        engine->load(start);
        const Batch batch = makeBatch(spec.layout, rows, 99, weighted);
        StepResult result, expected;
        engine->step(batch, {kind, 16, theta, 0.2F}, result);
        reference->step(batch, {kind, 16, theta, 0.2F}, expected);
        QVERIFY2(std::abs(result.loss - expected.loss) < 3e-6,
                 qPrintable(QString::number(result.loss - expected.loss)));
        QCOMPARE(result.divergence, expected.divergence);
        QVERIFY2(distance(result.dtheta, expected.dtheta) < (tiny ? 2e-3 : 3e-6),
                 qPrintable(QString::number(distance(result.dtheta, expected.dtheta))));
        if (spec.transform.kind == Kind::Leap && kind != StepKind::Backbone && rows > 50)
            QVERIFY(std::abs(expected.dtheta[0]) > 1e-4F); // not a comparison of zeros
        const auto [error, name] = stateDistance(stateOf(*engine), stateOf(*reference), spec, false);
        QVERIFY2(error < (tiny ? 2e-3 : 3e-5), qPrintable(QString("%1 %2").arg(name.c_str()).arg(error)));
    }
}

/// Rounding differs by about 3e-8 a step and does not add up, but a ReLU that flips on it, or a gradient near
/// zero that Adam blows up, moves a weight by a part of the rate: losses stay within 1e-5, gates' gradients
/// and weights within 1e-3 over 300 rounds (seen: 2e-7, 5e-5, 5e-7).
void TestFusedEngine::followsAutogradForHundredsOfSteps()
{
    QFETCH(int, kind);
    const auto spec = makeSpec(mixedLayout(), static_cast<Kind>(kind));
    auto theta = someTheta(spec), expectedTheta = theta;
    const auto engine = makeFusedEngine(spec);
    const auto reference = makeAutogradEngine(spec);
    double worstLoss = 0, worstGradient = 0;
    for (int64_t first = 1; first <= 300; first += 50) {
        const Course course = trainFor(*engine, spec, first, first + 49, 128, theta);
        const Course expected = trainFor(*reference, spec, first, first + 49, 128, expectedTheta);
        for (size_t i = 0; i < course.losses.size(); ++i) {
            worstLoss = std::max(worstLoss, std::abs(course.losses[i] - expected.losses[i]));
            worstGradient = std::max(worstGradient, distance(course.dtheta[i], expected.dtheta[i]));
        }
        qInfo("after %d steps: losses differ by %.1e, dtheta by %.1e, theta by %.1e", int(first + 49),
              worstLoss, worstGradient, distance(theta, expectedTheta));
    }
    const auto [error, name] = stateDistance(stateOf(*engine), stateOf(*reference), spec, true);
    std::vector<float> logits, expectedLogits;
    const Batch batch = makeBatch(spec.layout, 500, 7);
    engine->predict(batch, logits);
    reference->predict(batch, expectedLogits);
    qInfo("weights differ by %.1e (%s), logits by %.1e", error, name.c_str(),
          distance(logits, expectedLogits));
    QVERIFY(worstLoss < 1e-5);
    QVERIFY(worstGradient < 1e-3);
    QVERIFY(distance(theta, expectedTheta) < 1e-3);
    QVERIFY2(error < 1e-3, name.c_str());
    QVERIFY(distance(logits, expectedLogits) < 2e-2); // running means lag behind biases that follow noise
}

QTEST_GUILESS_MAIN(TestFusedEngine)
#include "tst_fused_engine.moc"
