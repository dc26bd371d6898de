// SPDX-License-Identifier: GPL-3.0-or-later
// The fast way to predict shuffled rows, against rows that are written out and predicted whole.
#include "core/data/rows/field_shuffle.h"
#include "core/select/trained/shuffled_predictions.h"
#include "tests/train/engine_pair.h"

#include <QtTest>
#include <algorithm>
#include <numeric>

using namespace leap;
using namespace leap::test::pair;

namespace {

/// After some steps, so that every weight and statistic has left its start.
std::unique_ptr<StepEngine> trained(const EngineSpec& spec)
{
    auto theta = someTheta(spec);
    auto engine = makeFusedEngine(spec);
    (void)trainFor(*engine, spec, 1, 30, 64, theta);
    return engine;
}

std::unique_ptr<TrainedModel> modelOf(const StepEngine& engine, const EngineSpec& spec)
{
    StateDict state;
    engine.saveModel(state);
    return makeTrainedModel(spec, state, "engine/");
}

std::vector<int64_t> dealt(int64_t rows, uint64_t seed)
{
    std::vector<int64_t> from(static_cast<size_t>(rows));
    std::iota(from.begin(), from.end(), int64_t{0});
    shuffle(from, RandomStream(streamKey(seed, "deal")));
    return from;
}

double farthest(const std::vector<float>& a, const std::vector<float>& b)
{
    double most = a.size() == b.size() ? 0 : 1e9;
    for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        most = std::max(most, std::abs(double{a[i]} - b[i]));
    return most;
}

} // namespace

class TestShuffledPredictions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalTheWrittenRows_data()
    {
        QTest::addColumn<RowLayout>("layout");
        QTest::addColumn<int>("rows");
        QTest::newRow("ids, numbers, a bag, a vector cut in two") << mixedLayout() << 5001;
        QTest::newRow("given vectors") << givenLayout() << 333;
        QTest::newRow("40 fields, one row") << wideLayout() << 1;
        QTest::newRow("40 fields") << wideLayout() << 700;
    }
    void equalTheWrittenRows()
    {
        QFETCH(RowLayout, layout);
        QFETCH(int, rows);
        const auto spec = makeSpec(layout, Kind::Leap);
        const auto engine = trained(spec);
        const Batch batch = makeBatch(layout, rows, 3);
        const auto model = modelOf(*engine, spec);
        QVERIFY(model->fieldMix(batch) != nullptr);
        ShuffledPredictions fast(*model, layout, batch);
        std::vector<float> plain, logits, expected;
        engine->predict(batch, plain);
        for (int64_t field = 0; field < layout.fields(); ++field) {
            fast.choose(field);
            for (const uint64_t seed : {1, 2}) {
                const auto from = dealt(rows, seed);
                Batch shuffled = batch;
                shuffleField(batch, layout, field, from, shuffled);
                engine->predict(shuffled, expected);
                fast.predict(from, logits);
                QVERIFY2(farthest(logits, expected) < 2e-6,
                         qPrintable(QString("field %1: %2").arg(field).arg(farthest(logits, expected))));
                QVERIFY(rows == 1 || farthest(logits, plain) > 1e-4); // the shuffle does something
            }
        }
    }

    /// Without a fast way the shuffled rows are written out.
    void withoutAFastWay()
    {
        const auto layout = mixedLayout();
        EngineSpec spec = makeSpec(layout, Kind::None);
        spec.network.backbone = "mlp";
        const auto engine = makeAutogradEngine(spec);
        const Batch batch = makeBatch(layout, 500, 3);
        const auto model = modelOf(*engine, spec);
        QVERIFY(model->fieldMix(batch) == nullptr);
        ShuffledPredictions slow(*model, layout, batch);
        const auto from = dealt(500, 4);
        Batch shuffled = batch;
        shuffleField(batch, layout, 2, from, shuffled);
        std::vector<float> logits, expected;
        engine->predict(shuffled, expected);
        slow.choose(2);
        slow.predict(from, logits);
        QVERIFY(farthest(logits, expected) < 1e-6);
    }

    void blocksFitTheMemory()
    {
        RowLayout wide;
        wide.denseColumns = 12'000;
        QCOMPARE(shuffledBlock(mixedLayout()), int64_t{65536});
        QVERIFY(shuffledBlock(wide) > 5000 && shuffledBlock(wide) < 6000);
    }
};

QTEST_APPLESS_MAIN(TestShuffledPredictions)
#include "tst_shuffled_predictions.moc"
