// SPDX-License-Identifier: GPL-3.0-or-later
// What only the fused engine promises. Its numbers are compared with the autograd engine's in
// tst_engine_pairs.cpp; what every engine must do is tested in tst_step_engine.cpp.
#include "core/base/error.h"
#include "core/gate/cpu/simd_targets.h"
#include "core/train/engines.h"
#include "tests/train/engine_pair.h"

#include <QtTest>

#include <atomic>
#include <cstdlib>
#include <new>

using namespace leap;
using namespace leap::test::pair;

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

class TestFusedEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
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

    /// Long rows go back by tiles of columns where these are wide enough, which depends on the threads: the
    /// other way gives the same numbers.
    void tilesChangeNothing()
    {
        auto spec = makeSpec(longLayout(), Kind::Leap);
        std::vector<Course> courses;
        std::vector<StateDict> states;
        for (const int threads : {1, 2, 3}) {
            spec.threads = threads;
            const auto engine = makeFusedEngine(spec);
            auto theta = someTheta(spec);
            courses.push_back(trainFor(*engine, spec, 1, 6, 150, theta));
            states.push_back(stateOf(*engine));
        }
        for (size_t i = 1; i < courses.size(); ++i) {
            QCOMPARE(courses[i].losses, courses[0].losses);
            QCOMPARE(courses[i].dtheta, courses[0].dtheta);
            QVERIFY(states[i] == states[0]);
        }
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

    void supports()
    {
        auto spec = makeSpec(mixedLayout(), Kind::Leap);
        QVERIFY(fusedEngineSupports(spec));
        QVERIFY(makeEngine(spec)->description().find("fused") == 0);
        spec.network.hidden = {};
        QVERIFY(!fusedEngineSupports(spec));
        QVERIFY(makeEngine(spec)->description().find("autograd") == 0);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeFusedEngine(spec));
        spec = makeSpec(mixedLayout(), Kind::Leap);
        spec.device = DeviceChoice::Cuda;
        QVERIFY(!fusedEngineSupports(spec));
    }
};

QTEST_GUILESS_MAIN(TestFusedEngine)
#include "tst_fused_engine.moc"
