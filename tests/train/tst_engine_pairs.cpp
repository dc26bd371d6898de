// SPDX-License-Identifier: GPL-3.0-or-later
// An engine compared with the autograd engine: the same numbers within rounding. ctest names the engine by
// LEAP_TESTED_ENGINE; what every engine must do is tested in tst_step_engine.cpp.
#include "core/gate/cpu/simd_targets.h"
#include "tests/train/engine_pair.h"
#include "tests/train/tested_engine.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

using namespace leap;
using leap::test::makeTestedEngine;
using namespace leap::test::pair;

class TestEnginePairs : public QObject {
    Q_OBJECT

private:
    static void compareOneStep(const EngineSpec& spec, int64_t rows, bool weighted);

private Q_SLOTS:
    void initTestCase() { test::skipWithoutTestedDevice(); }

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
            const auto engine = makeTestedEngine(spec);
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
            const auto [error, name] = stateDistance(stateOf(*engine), stateOf(*reference), spec);
            QVERIFY2(error < 1e-5, qPrintable(QString("%1 %2").arg(name.c_str()).arg(error)));
        }
    }

    void oneStepEqualsAutogradOnEveryTarget()
    {
        if (test::tested("LEAP_TESTED_ENGINE", "fused") != "fused")
            QSKIP("its kernels are LibTorch's");
        for (const std::string& target : gate::simdTargets()) {
            gate::forceSimdTarget(target);
            const auto restore = qScopeGuard([] { gate::forceSimdTarget(""); });
            const auto spec = makeSpec(mixedLayout(), Kind::Leap, {7, 5});
            QVERIFY(makeTestedEngine(spec)->description().find(target) != std::string::npos);
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

    void longRows()
    {
        for (const Kind kind : {Kind::None, Kind::Mask, Kind::Leap})
            compareOneStep(makeSpec(longLayout(), kind), 70, false);
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
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeTestedEngine(spec));
        given.vocabulary = 8;
        given.lookup = nullptr;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeAutogradEngine(spec));
    }

    void statesMoveBetweenEngines()
    {
        const auto spec = makeSpec(mixedLayout(), Kind::Leap);
        auto theta = someTheta(spec);
        const auto fused = makeTestedEngine(spec);
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
};

/// From a state that training has reached: loss, gates' gradients, and everything that the step moves.
void TestEnginePairs::compareOneStep(const EngineSpec& spec, int64_t rows, bool weighted)
{
    auto theta = someTheta(spec);
    const auto reference = makeAutogradEngine(spec);
    (void)trainFor(*reference, spec, 1, 15, 40, theta);
    const StateDict start = stateOf(*reference);
    const auto engine = makeTestedEngine(spec);
    // BatchNorm over two or three rows divides by nearly nothing: it multiplies rounding by up to 1 /
    // sqrt(1e-5) = 316 a layer, and which way LibTorch rounds depends on the processor.
    const bool tiny = rows == 2 || rows == 3;
    for (const StepKind kind : {StepKind::Backbone, StepKind::Gates, StepKind::Joint}) {
        reference->load(start);
        engine->load(start);
        const Batch batch = makeBatch(spec.layout, rows, 99, weighted);
        StepResult result, expected;
        engine->step(batch, {kind, 16, theta, 0.2F}, result);
        reference->step(batch, {kind, 16, theta, 0.2F}, expected);
        QVERIFY2(std::abs(result.loss - expected.loss) < (tiny ? 2e-5 : 3e-6),
                 qPrintable(QString::number(result.loss - expected.loss)));
        QVERIFY(distance(result.divergence, expected.divergence) < 1e-6);
        QVERIFY2(distance(result.dtheta, expected.dtheta) < (tiny ? 2e-3 : 3e-6),
                 qPrintable(QString::number(distance(result.dtheta, expected.dtheta))));
        if (spec.transform.kind == Kind::Leap && kind != StepKind::Backbone && rows > 50)
            QVERIFY(std::abs(expected.dtheta[0]) > 1e-4F); // not a comparison of zeros
        const auto [error, name] = stateDistance(stateOf(*engine), stateOf(*reference), spec);
        QVERIFY2(error < (tiny ? 2e-3 : 3e-5), qPrintable(QString("%1 %2").arg(name.c_str()).arg(error)));
    }
}

namespace {

/// How far apart two engines come over 300 steps of the same training.
struct Apart {
    double loss = 0, gradient = 0, theta = 0, state = 0, logits = 0;
    std::string worstState;
};

Apart farthestApart(const EngineSpec& spec)
{
    Apart apart;
    auto theta = someTheta(spec), expectedTheta = theta;
    const auto engine = makeTestedEngine(spec);
    const auto reference = makeAutogradEngine(spec);
    const Course course = trainFor(*engine, spec, 1, 300, 128, theta);
    const Course expected = trainFor(*reference, spec, 1, 300, 128, expectedTheta);
    for (size_t i = 0; i < course.losses.size(); ++i) {
        apart.loss = std::max(apart.loss, std::abs(course.losses[i] - expected.losses[i]));
        apart.gradient = std::max(apart.gradient, distance(course.dtheta[i], expected.dtheta[i]));
    }
    apart.theta = distance(theta, expectedTheta);
    std::tie(apart.state, apart.worstState) = stateDistance(stateOf(*engine), stateOf(*reference), spec);
    std::vector<float> logits, expectedLogits;
    const Batch batch = makeBatch(spec.layout, 500, 7);
    engine->predict(batch, logits);
    reference->predict(batch, expectedLogits);
    apart.logits = distance(logits, expectedLogits);
    return apart;
}

} // namespace

/// Rounding differs by about 3e-8 a step and does not add up (seen: losses 2e-7, gates' gradients 5e-5,
/// weights 5e-7). But one training in ten meets a ReLU so near its kink that the engines take different
/// sides, and goes its own way from there: of five, three must stay together.
void TestEnginePairs::followsAutogradForHundredsOfSteps()
{
    QFETCH(int, kind);
    int together = 0;
    for (const uint64_t seed : {77, 1, 2, 4, 5}) {
        auto spec = makeSpec(mixedLayout(), static_cast<Kind>(kind));
        spec.seed = seed;
        const Apart apart = farthestApart(spec);
        qInfo("seed %d: losses differ by %.1e, dtheta by %.1e, theta by %.1e, weights by %.1e (%s), logits "
              "by %.1e",
              static_cast<int>(seed), apart.loss, apart.gradient, apart.theta, apart.state,
              apart.worstState.c_str(), apart.logits);
        together += apart.loss < 1e-5 && apart.gradient < 1e-3 && apart.theta < 1e-3 && apart.state < 1e-3
                && apart.logits < 1e-3
            ? 1
            : 0;
        QVERIFY(apart.loss < 2e-2); // and even then not far
    }
    QVERIFY2(together >= 3, qPrintable(QString::number(together)));
}

QTEST_GUILESS_MAIN(TestEnginePairs)
#include "tst_engine_pairs.moc"
