// SPDX-License-Identifier: GPL-3.0-or-later
// What every engine must do. Compiled once per engine: LEAP_TESTED_ENGINE is the function that makes it.
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/train/step_engine.h"

#include <QtTest>

#include <cmath>
#include <functional>

using namespace leap;

namespace {

std::unique_ptr<StepEngine> makeTestedEngine(const EngineSpec& spec)
{
    return LEAP_TESTED_ENGINE(spec);
}

using Storage = InputSlot::Storage;
using Kind = TransformSpec::Kind;

/// Four fields of widths 3, 1, 2, 4: an id, a scalar, a bag, an id.
RowLayout mixedLayout()
{
    RowLayout layout;
    layout.inputs = {{Storage::Id, 0, 0, 3, 12, "user"},
                     {Storage::Dense, 0, 3, 1, 0, "price"},
                     {Storage::Bag, 0, 4, 2, 6, "tags"},
                     {Storage::Id, 1, 6, 4, 5, "city"}};
    layout.ranges = {0, 3, 4, 6, 10};
    layout.idColumns = 2;
    layout.bagColumns = 1;
    layout.denseColumns = 1;
    return layout;
}

/// Rows of a planted rule: the label follows user and price.
Batch makeBatch(int64_t rows, uint64_t seed)
{
    RandomStream stream(streamKey(seed, "rows"));
    Batch batch;
    batch.rows = rows;
    batch.bags.resize(1);
    batch.bags[0].offsets = {0};
    for (int64_t row = 0; row < rows; ++row) {
        const auto user = static_cast<int32_t>(stream.nextBelow(12));
        const auto price = static_cast<float>(stream.nextBelow(1000)) / 500.0F - 1.0F;
        batch.ids.insert(batch.ids.end(), {user, static_cast<int32_t>(stream.nextBelow(5))});
        batch.dense.push_back(price);
        for (uint64_t tag = stream.nextBelow(4); tag > 0; --tag)
            batch.bags[0].ids.push_back(static_cast<int32_t>(stream.nextBelow(6)));
        batch.bags[0].offsets.push_back(static_cast<int32_t>(batch.bags[0].ids.size()));
        batch.label.push_back(static_cast<float>(user % 3) - 1 + price > 0 ? 1.0F : 0.0F);
    }
    return batch;
}

EngineSpec makeSpec(Kind kind)
{
    EngineSpec spec;
    spec.layout = mixedLayout();
    spec.transform.kind = kind;
    if (kind == Kind::Mask)
        spec.transform.keep = {1, 0, 1, 0};
    spec.hidden = {7, 5};
    spec.embeddingScale = 0.5;
    spec.learningRate = 0.01;
    spec.seed = 77;
    return spec;
}

const std::vector<float> kTheta{0.4F, -0.1F, 0.05F, 0.2F};

StepInput stepInput(StepKind kind, int64_t step, const std::vector<float>& theta = kTheta)
{
    return {kind, step, theta, 0.2F};
}

StepResult doStep(StepEngine& engine, const Batch& batch, const StepInput& input)
{
    StepResult result;
    engine.step(batch, input, result);
    return result;
}

StateDict stateOf(const StepEngine& engine)
{
    StateDict state;
    engine.save(state);
    return state;
}

/// Backbone and gate steps in turn, a change of rate in the middle.
void trainFor(StepEngine& engine, int64_t first, int64_t last, std::vector<double>* losses = nullptr)
{
    for (int64_t step = first; step <= last; ++step) {
        if (step == 12)
            engine.setLearningRate(0.003);
        const double loss =
            doStep(engine, makeBatch(20, static_cast<uint64_t>(step)), stepInput(StepKind::Backbone, step))
                .loss;
        const auto gates = doStep(engine, makeBatch(15, 1000 + static_cast<uint64_t>(step)),
                                  stepInput(StepKind::Gates, step));
        if (losses)
            losses->insert(losses->end(), {loss, gates.loss});
    }
}

/// |gradient - difference quotient|, the better of the two sides: where a ReLU's kink lies within the step,
/// one side still has the slope of the point itself.
double slopeError(double gradient, const std::function<double(float)>& lossAt)
{
    constexpr float kStep = 1e-3F;
    const double here = lossAt(0);
    const double right = (lossAt(kStep) - here) / static_cast<double>(kStep);
    const double left = (here - lossAt(-kStep)) / static_cast<double>(kStep);
    return std::min(std::abs(gradient - left), std::abs(gradient - right));
}

double allowedError(double gradient)
{
    return 4e-4 + 0.02 * std::abs(gradient); // the loss itself is known to 1e-7
}

} // namespace

class TestStepEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gateGradientMatchesFiniteDifferences_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("rows");
        for (const int rows : {1, 2, 3, 64}) {
            QTest::addRow("gates, %d rows", rows) << static_cast<int>(StepKind::Gates) << rows;
            QTest::addRow("joint, %d rows", rows) << static_cast<int>(StepKind::Joint) << rows;
        }
    }
    /// The loss of a step of a given number is a function of theta: same dropout, same permutations.
    void gateGradientMatchesFiniteDifferences()
    {
        QFETCH(int, kind);
        QFETCH(int, rows);
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 30);
        const StateDict start = stateOf(*engine);
        const Batch batch = makeBatch(rows, 5);
        engine->load(start);
        const auto result = doStep(*engine, batch, stepInput(static_cast<StepKind>(kind), 31));
        QCOMPARE(result.dtheta.size(), size_t{4});
        for (size_t i = 0; i < 4; ++i) {
            const double error = slopeError(result.dtheta[i], [&](float delta) {
                auto theta = kTheta;
                theta[i] += delta;
                engine->load(start);
                return doStep(*engine, batch, stepInput(static_cast<StepKind>(kind), 31, theta)).loss;
            });
            QVERIFY2(error < allowedError(result.dtheta[i]),
                     qPrintable(QString("field %1: %2, off by %3").arg(i).arg(result.dtheta[i]).arg(error)));
        }
        if (rows == 64)
            QVERIFY(std::abs(result.dtheta[0]) > 2e-3); // the comparison is not one of zeros
    }

    void weightGradientMatchesFiniteDifferences_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("array");
        QTest::addColumn<int>("index");
        for (const char* name :
             {"mlp.0.weight", "mlp.0.bias", "mlp.1.weight", "mlp.1.norm.weight", "mlp.1.norm.bias",
              "output.weight", "output.bias", "wide.weight", "wide.bias"})
            QTest::addRow("%s", name)
                << static_cast<int>(Kind::Leap) << name << (QString(name).contains("0.w") ? 12 : 0);
        // Nothing flows through x' into an embedding, which differences do not know: without the gate.
        for (const char* name : {"table.0.parameter", "table.1.parameter", "table.2.parameter"}) {
            for (const int index : {0, 5, 9})
                QTest::addRow("%s %d", name, index) << static_cast<int>(Kind::None) << name << index;
        }
    }
    /// After the first step Adam's moment m is (1 - beta1) x the gradient.
    void weightGradientMatchesFiniteDifferences()
    {
        QFETCH(int, kind);
        QFETCH(QString, array);
        QFETCH(int, index);
        const std::string name = "engine/" + array.toStdString();
        const std::string moment = "engine/"
            + (array.endsWith(".parameter") ? array.chopped(9) + "moment1" : array + ".moment1")
                  .toStdString();
        const auto engine = makeTestedEngine(makeSpec(static_cast<Kind>(kind)));
        const StateDict start = stateOf(*engine);
        const Batch batch = makeBatch(64, 5);
        const auto lossAt = [&](float delta) {
            StateDict moved = start;
            std::get<std::vector<float>>(moved.at(name).values)[static_cast<size_t>(index)] += delta;
            engine->load(moved);
            return doStep(*engine, batch, stepInput(StepKind::Backbone, 1)).loss;
        };
        (void)lossAt(0);
        const double gradient =
            10.0 * static_cast<double>(getFloats(stateOf(*engine), moment)[static_cast<size_t>(index)]);
        const double error = slopeError(gradient, lossAt);
        QVERIFY2(error < allowedError(gradient),
                 qPrintable(QString("%1, off by %2").arg(gradient).arg(error)));
        QVERIFY(std::abs(gradient) > 1e-3 || array == "mlp.0.bias"); // BatchNorm takes a bias before it away
    }

    void gateStepsMoveNothing()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 20);
        const StateDict before = stateOf(*engine);
        for (int64_t step = 21; step < 25; ++step)
            (void)doStep(*engine, makeBatch(16, 3), stepInput(StepKind::Gates, step));
        QVERIFY(stateOf(*engine) == before);
    }

    void predictionsMoveNothingAndRepeat()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 20);
        const StateDict before = stateOf(*engine);
        std::vector<float> first, second, single;
        const Batch batch = makeBatch(9, 3);
        engine->predict(batch, first);
        engine->predict(batch, second);
        QCOMPARE(first.size(), size_t{9});
        QCOMPARE(first, second);
        QVERIFY(stateOf(*engine) == before);
        Batch none;
        none.bags.resize(1);
        engine->predict(none, single);
        QVERIFY(single.empty());
    }

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

    void sameSeedIsBitEqual()
    {
        std::vector<double> first, second, other;
        auto spec = makeSpec(Kind::Leap);
        const auto a = makeTestedEngine(spec);
        trainFor(*a, 1, 30, &first);
        const auto b = makeTestedEngine(spec);
        trainFor(*b, 1, 30, &second);
        QCOMPARE(first, second);
        QVERIFY(stateOf(*a) == stateOf(*b));
        spec.seed = 78;
        trainFor(*makeTestedEngine(spec), 1, 30, &other);
        QVERIFY(first != other);
    }

    void resumedEqualsUninterrupted()
    {
        const auto whole = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*whole, 1, 300);
        const auto part = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*part, 1, 137);
        const auto resumed = makeTestedEngine(makeSpec(Kind::Leap));
        resumed->load(stateOf(*part));
        std::vector<float> logits;
        resumed->predict(makeBatch(9, 3), logits); // looking has no effect
        trainFor(*resumed, 138, 300);
        QVERIFY(stateOf(*whole) == stateOf(*resumed));
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
        spec.dropout = 0;
        spec.hidden = {32, 16};
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
        spec.dropout = 0;
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
            auto& values = std::get<std::vector<float>>(state.at(std::string("engine/") + name).values);
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

    void aBatchOfOneRowLeavesTheStatistics()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::None));
        (void)doStep(*engine, makeBatch(20, 1), stepInput(StepKind::Backbone, 1, {}));
        const auto before = getFloats(stateOf(*engine), "engine/mlp.0.norm.variance");
        (void)doStep(*engine, makeBatch(1, 2), stepInput(StepKind::Backbone, 2, {}));
        QCOMPARE(getFloats(stateOf(*engine), "engine/mlp.0.norm.variance"), before);
        (void)doStep(*engine, makeBatch(2, 2), stepInput(StepKind::Backbone, 3, {}));
        QVERIFY(getFloats(stateOf(*engine), "engine/mlp.0.norm.variance") != before);
    }

    void stateNamesWhatDoesNotFit()
    {
        const auto engine = makeTestedEngine(makeSpec(Kind::Leap));
        trainFor(*engine, 1, 3);
        const StateDict good = stateOf(*engine);
        const auto refuses = [&](const std::function<void(StateDict&)>& spoil, const char* named) {
            StateDict bad = good;
            spoil(bad);
            try {
                engine->load(bad);
                QFAIL("a bad state was taken");
            } catch (const InputError& error) {
                QVERIFY2(std::string(error.what()).find(named) != std::string::npos, error.what());
            }
            QVERIFY(stateOf(*engine) == good);
        };
        refuses([](StateDict& state) { state.erase("engine/mlp.1.bias"); }, "engine/mlp.1.bias");
        refuses(
            [](StateDict& state) {
                putFloats(state, "engine/wide.weight", {1, 2});
            },
            "engine/wide.weight");
        refuses([](StateDict& state) { putFloats(state, "engine/table.1.moment1", {}); },
                "engine/table.1.moment1");
        refuses([](StateDict& state) { putFloats(state, "engine/mlp.0.norm.mean", {}); },
                "engine/mlp.0.norm.mean");
        refuses(
            [](StateDict& state) {
                std::get<std::vector<int64_t>>(state.at("engine/table.0.last_gradient").values)[0] = 99;
            },
            "engine/table.0.last_gradient");
    }

    void badInputIsRefused()
    {
        auto spec = makeSpec(Kind::Leap);
        spec.dropout = 1;
        QVERIFY_THROWS_EXCEPTION(InputError, (void)makeTestedEngine(spec));
        spec = makeSpec(Kind::Leap);
        spec.hidden = {8, 0};
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
        QVERIFY2(text.find("CPU, 2 threads") != std::string::npos, text.c_str());
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

QTEST_GUILESS_MAIN(TestStepEngine)
#include "tst_step_engine.moc"
