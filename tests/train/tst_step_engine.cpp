// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/train/engine_case.h"

#include <QtTest>

using namespace leap;
using namespace leap::test;

class TestStepEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { skipWithoutTestedDevice(); }

    /// No dropout, no permutation, no batch statistics: a row's logit does not depend on its companions.
    void predictionsAreRowByRow()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 20);
        Batch batch = makeBatch(6, 3);
        std::vector<float> all, one;
        engine->predict(batch, all);
        Batch alone;
        alone.rows = 1;
        alone.ids = {batch.ids[8], batch.ids[9]};
        alone.dense = {batch.dense[4]};
        const auto& bag = batch.bags[0];
        alone.bags = {{{0, bag.offsets[5] - bag.offsets[4]},
                       {bag.ids.begin() + bag.offsets[4], bag.ids.begin() + bag.offsets[5]}}};
        engine->predict(alone, one);
        QVERIFY(std::abs(one[0] - all[4]) < 1e-5);
    }

    void dropoutAndPermutationsDependOnStepAndKind()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        const Batch batch = makeBatch(32, 3);
        const double one = doStep(*engine, batch, stepInput(StepKind::Gates, 1)).loss;
        QCOMPARE(doStep(*engine, batch, stepInput(StepKind::Gates, 1)).loss, one);
        QVERIFY(doStep(*engine, batch, stepInput(StepKind::Gates, 2)).loss != one);
        QVERIFY(doStep(*engine, batch, stepInput(StepKind::Backbone, 1)).loss != one);
    }

    void divergenceIsReported()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        Batch batch = makeBatch(32, 3);
        std::fill(batch.dense.begin(), batch.dense.end(), 0.5F); // a constant field
        const auto result = doStep(*engine, batch, stepInput(StepKind::Backbone, 1));
        QCOMPARE(result.divergence.size(), size_t{4});
        QCOMPARE(result.divergence[1], 0.0F);
        QVERIFY(result.divergence[0] > 0.1F && result.divergence[3] > 0.1F);
        QVERIFY(result.dtheta.empty());
        const auto plain = makeTestedEngine(makeSpec(Kind::None));
        QVERIFY(doStep(*plain, batch, stepInput(StepKind::Backbone, 1, {})).divergence.empty());
    }

    void maskedFieldsHaveNoInfluence()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Mask)); // keeps user and tags
        for (int64_t step = 1; step <= 20; ++step)
            (void)doStep(*engine, makeBatch(20, static_cast<uint64_t>(step)),
                         stepInput(StepKind::Backbone, step, {}));
        Batch batch = makeBatch(8, 3), dropped = batch, kept = batch;
        for (size_t row = 0; row < 8; ++row) {
            dropped.dense[row] += 3;
            dropped.ids[2 * row + 1] = (dropped.ids[2 * row + 1] + 1) % 5;
            kept.ids[2 * row] = (kept.ids[2 * row] + 1) % 12;
        }
        std::vector<float> logits, sameLogits, otherLogits;
        engine->predict(batch, logits);
        engine->predict(dropped, sameLogits);
        engine->predict(kept, otherLogits);
        QCOMPARE(sameLogits, logits);
        QVERIFY(otherLogits != logits);
        const StateDict fresh = stateOf(*makeTestedEngine(makeSpec(Kind::Mask)));
        QVERIFY(getFloats(stateOf(*engine), "engine/table.2.parameter")
                == getFloats(fresh, "engine/table.2.parameter")); // city learnt nothing
    }

    void learnsATinySet()
    {
        auto spec = makeSpec(Kind::None);
        spec.network.dropout = 0;
        spec.network.hidden = {32, 16};
        const auto engine = makeTestedEngine(spec);
        const Batch batch = makeBatch(60, 3);
        double loss = 0;
        for (int64_t step = 1; step <= 400; ++step)
            loss = doStep(*engine, batch, stepInput(StepKind::Backbone, step, {})).loss;
        QVERIFY2(loss < 0.02, qPrintable(QString::number(loss)));
        std::vector<float> logits;
        engine->predict(batch, logits); // running statistics have come to match the batch's
        for (size_t row = 0; row < 60; ++row)
            QVERIFY((logits[row] > 0) == (batch.label[row] > 0.5F));
    }

    void weightsCount()
    {
        auto spec = makeSpec(Kind::None);
        spec.network.dropout = 0;
        Batch plain = makeBatch(12, 3), doubled = plain, half = plain, none = plain;
        doubled.weight.assign(12, 2.0F);
        half.weight.assign(12, 0.0F);
        std::fill(half.weight.begin(), half.weight.begin() + 6, 1.0F);
        none.weight.assign(12, 0.0F);
        const auto engine = makeTestedEngine(spec);
        const auto loss = [&](const Batch& batch) {
            return doStep(*engine, batch, stepInput(StepKind::Gates, 1, {})).loss;
        };
        QVERIFY(std::abs(loss(plain) - loss(doubled)) < 1e-7); // a common factor means nothing
        QVERIFY(std::abs(loss(plain) - loss(half)) > 1e-4);
        QCOMPARE(loss(none), 0.0);

        std::vector<float> logits; // weight zero: the label has no influence
        Batch flipped = half;
        for (size_t row = 6; row < 12; ++row)
            flipped.label[row] = 1 - flipped.label[row];
        const auto other = makeTestedEngine(spec);
        (void)doStep(*engine, half, stepInput(StepKind::Backbone, 1, {}));
        (void)doStep(*other, flipped, stepInput(StepKind::Backbone, 1, {}));
        QVERIFY(stateOf(*engine) == stateOf(*other));
    }

    /// Worked by hand: logits are zero when all weights are, so the loss is ln 2.
    void lossOfAnEmptyMindIsLogTwo()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::None));
        StateDict state = stateOf(*engine);
        for (const char* name : {"output.weight", "output.bias", "wide.weight", "wide.bias"}) {
            const auto array = state.find(std::string("engine/") + name);
            if (array == state.end())
                continue; // an MLP has no wide part
            auto& values = std::get<std::vector<float>>(array->second.values);
            std::fill(values.begin(), values.end(), 0.0F);
        }
        engine->load(state);
        const double loss = doStep(*engine, makeBatch(5, 3), stepInput(StepKind::Gates, 1, {})).loss;
        QVERIFY(std::abs(loss - std::log(2.0)) < 1e-7);
    }

    void oddBatchSizes_data()
    {
        QTest::addColumn<int>("rows");
        for (const int rows : {1, 2, 3, 33})
            QTest::addRow("%d rows", rows) << rows;
    }
    void oddBatchSizes()
    {
        QFETCH(int, rows);
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        for (int64_t step = 1; step <= 5; ++step) {
            const Batch batch = makeBatch(rows, static_cast<uint64_t>(step));
            for (const StepKind kind : {StepKind::Backbone, StepKind::Gates, StepKind::Joint}) {
                const auto result = doStep(*engine, batch, stepInput(kind, step));
                QVERIFY(std::isfinite(result.loss));
                QCOMPARE(result.dtheta.empty(), kind == StepKind::Backbone);
            }
        }
        for (const auto& [name, array] : stateOf(*engine)) {
            if (const auto* values = std::get_if<std::vector<float>>(&array.values))
                QVERIFY2(
                    std::all_of(values->begin(), values->end(), [](float v) { return std::isfinite(v); }),
                    name.c_str());
        }
    }

    void badInputIsRefused()
    {
        auto spec = makeSpec(Kind::Leap);
        spec.network.dropout = 1;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeTestedEngine(spec));
        spec = makeSpec(Kind::Leap);
        spec.network.hidden = {8, 0};
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeTestedEngine(spec));
        spec = makeSpec(Kind::Leap);
        spec.layout.ranges = {0, 3, 4, 6, 11};
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeTestedEngine(spec));
        spec = makeSpec(Kind::Mask);
        spec.transform.keep = {1, 0};
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeTestedEngine(spec));
        spec.transform.keep = {0, 0, 0, 0};
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeTestedEngine(spec));

        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        QVERIFY_THROWS_EXCEPTION(InputError, engine->setLearningRate(std::nan("")));
        Batch batch = makeBatch(4, 1);
        QVERIFY_THROWS_EXCEPTION(FailureError, doStep(*engine, batch, stepInput(StepKind::Gates, 1, {1, 1})));
        QVERIFY_THROWS_EXCEPTION(FailureError, doStep(*engine, Batch(), stepInput(StepKind::Gates, 1)));
        batch.dense[0] = std::nanf("");
        QVERIFY_THROWS_EXCEPTION(InputError, doStep(*engine, batch, stepInput(StepKind::Backbone, 1)));
    }

    void descriptionNamesDeviceAndThreads()
    {
        auto spec = makeSpec(Kind::Leap);
        spec.threads = 2;
        const std::string text = makeTestedEngine(spec)->description();
        QVERIFY2(text.find(testsGpu() ? "GPU cuda:0" : "CPU, 2 threads") != std::string::npos, text.c_str());
    }

    /// Where a GPU can be used, auto takes it; elsewhere cuda is refused with the reason and auto means CPU.
    void deviceIsNeverSwappedInSilence()
    {
        auto spec = makeSpec(Kind::Leap);
        if (makeTestedEngine(spec)->description().find("fused") == 0)
            QSKIP("the fused engine has no GPU to choose");
        spec.device = DeviceChoice::Auto;
        const bool usesGpu = makeTestedEngine(spec)->description().find("GPU") != std::string::npos;
        spec.device = DeviceChoice::Cuda;
        if (usesGpu) {
            const auto engine = makeTestedEngine(spec);
            QVERIFY(std::isfinite(doStep(*engine, makeBatch(16, 1), stepInput(StepKind::Joint, 1)).loss));
            return;
        }
        try {
            (void)makeTestedEngine(spec);
            QFAIL("cuda without a GPU");
        } catch (const InputError& error) {
            QVERIFY2(std::string(error.what()).find("device: cuda cannot be used here: ") == 0, error.what());
            qInfo("%s", error.what());
        }
    }

    /// Two threads and one give close, not equal numbers; two runs with two threads are equal.
    void twoThreadsAreBitEqualToThemselves()
    {
        auto spec = makeSpec(Kind::Leap);
        spec.threads = 2;
        std::vector<double> first, second;
        trainFor(*makeTestedEngine(spec), 1, 15, &first);
        trainFor(*makeTestedEngine(spec), 1, 15, &second);
        QCOMPARE(first, second);
    }
};

QTEST_APPLESS_MAIN(TestStepEngine)
#include "tst_step_engine.moc"
