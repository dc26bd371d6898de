// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/model/network/loss.h"
#include "core/train/engines.h"
#include "core/train/trained_model.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace leap;
using Kind = TransformSpec::Kind;

namespace {

/// An id of 4 columns, 3 dense columns, an id of 2 columns united with 1 dense column.
RowLayout threeFields()
{
    RowLayout layout;
    const auto add = [&](InputSlot::Storage storage, int index, int64_t start, int width,
                         int64_t vocabulary) {
        InputSlot& slot = layout.inputs.emplace_back();
        slot.storage = storage;
        slot.index = index;
        slot.start = start;
        slot.width = width;
        slot.vocabulary = vocabulary;
        slot.name = "input";
    };
    add(InputSlot::Storage::Id, 0, 0, 4, 9);
    add(InputSlot::Storage::Dense, 0, 4, 3, 0);
    add(InputSlot::Storage::Id, 1, 7, 2, 5);
    add(InputSlot::Storage::Dense, 3, 9, 1, 0);
    layout.ranges = {0, 4, 7, 10};
    layout.idColumns = 2;
    layout.denseColumns = 4;
    return layout;
}

Batch someBatch(uint64_t seed, int64_t rows = 37)
{
    Batch batch;
    batch.rows = rows;
    RandomStream draw(streamKey(seed, "batch"));
    for (int64_t row = 0; row < rows; ++row) {
        const auto id = static_cast<int32_t>(draw.nextBelow(9));
        batch.ids.insert(batch.ids.end(), {id, static_cast<int32_t>(draw.nextBelow(5))});
        for (int column = 0; column < 4; ++column)
            batch.dense.push_back(static_cast<float>(draw.nextBelow(1000)) / 500 - 1);
        batch.label.push_back(draw.nextBelow(9) < static_cast<uint64_t>(id) ? 1.0F : 0.0F);
    }
    return batch;
}

EngineSpec specOf(Kind kind, int threads = 1)
{
    EngineSpec spec;
    spec.layout = threeFields();
    spec.transform.kind = kind;
    spec.network.hidden = {6, 5};
    spec.embeddingScale = 0.5;
    spec.learningRate = 0.01;
    spec.seed = 3;
    spec.threads = threads;
    return spec;
}

const std::vector<float> kTheta{0.4F, -0.2F, 0.1F};

StepResult oneStep(StepEngine& engine, StepKind kind, int64_t step)
{
    StepResult result;
    engine.step(someBatch(static_cast<uint64_t>(step)), {kind, step, kTheta, 0.5F}, result);
    return result;
}

double furthest(const std::vector<float>& a, const std::vector<float>& b)
{
    double most = a.size() == b.size() ? 0 : 1e9;
    for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        most = std::max(most, std::abs(double{a[i]} - b[i]));
    return most;
}

} // namespace

class TestGateForms : public QObject {
    Q_OBJECT

    static void rows()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("mean") << int(Kind::Mean);
        QTest::newRow("sampled, permute") << int(Kind::SampledPermute);
        QTest::newRow("sampled, drop") << int(Kind::SampledDrop);
        QTest::newRow("scale") << int(Kind::Scale);
    }

private Q_SLOTS:
    void bothEnginesAgree_data() { rows(); }
    void bothEnginesAgree()
    {
        QFETCH(int, kind);
        // A rate at which the models stay alike: Adam makes whole steps of what is zero but for rounding.
        EngineSpec spec = specOf(Kind(kind));
        spec.learningRate = 1e-7;
        const auto fused = makeFusedEngine(spec);
        const auto plain = makeAutogradEngine(spec);
        for (int64_t step = 1; step <= 12; ++step) {
            const StepKind what = step % 3 == 0 ? StepKind::Gates
                : step % 4 == 0                 ? StepKind::Joint
                                                : StepKind::Backbone;
            const StepResult a = oneStep(*fused, what, step);
            const StepResult b = oneStep(*plain, what, step);
            QVERIFY(std::abs(a.loss - b.loss) < 1e-5);
            QCOMPARE(a.dtheta.empty(), what == StepKind::Backbone);
            QVERIFY2(furthest(a.dtheta, b.dtheta) < 1e-5, qPrintable(QString::number(step)));
            QVERIFY(furthest(a.divergence, b.divergence) < 1e-5);
            QCOMPARE(a.divergence.empty(), Kind(kind) == Kind::Scale);
        }
        // Moments are what the gradients of embeddings and network were.
        StateDict ofFused, ofPlain;
        fused->save(ofFused);
        plain->save(ofPlain);
        int compared = 0;
        for (const auto& [name, array] : ofFused) {
            if (name.find("moment") == std::string::npos)
                continue;
            QVERIFY2(furthest(getFloats(ofFused, name), getFloats(ofPlain, name)) < 1e-5, name.c_str());
            ++compared;
        }
        QVERIFY(compared > 10);
    }

    /// A gate step moves nothing but what it returns.
    void gateStepsMoveNothing_data() { rows(); }
    void gateStepsMoveNothing()
    {
        QFETCH(int, kind);
        const auto engine = makeFusedEngine(specOf(Kind(kind)));
        (void)oneStep(*engine, StepKind::Backbone, 1);
        StateDict before, after;
        engine->save(before);
        const StepResult result = oneStep(*engine, StepKind::Gates, 2);
        engine->save(after);
        QVERIFY(before == after);
        QVERIFY(std::any_of(result.dtheta.begin(), result.dtheta.end(), [](float d) { return d != 0; }));
    }

    void threadsChangeNothing_data() { rows(); }
    void threadsChangeNothing()
    {
        QFETCH(int, kind);
        StateDict state[2];
        std::vector<float> dtheta[2];
        for (int run = 0; run < 2; ++run) {
            const auto engine = makeFusedEngine(specOf(Kind(kind), run == 0 ? 1 : 3));
            StepResult result;
            for (int64_t step = 1; step <= 4; ++step)
                engine->step(someBatch(static_cast<uint64_t>(step), 5000),
                             {step % 2 == 0 ? StepKind::Gates : StepKind::Backbone, step, kTheta, 0.5F},
                             result);
            dtheta[run] = result.dtheta;
            engine->save(state[run]);
        }
        QVERIFY(state[0] == state[1]);
        QCOMPARE(dtheta[0], dtheta[1]);
    }

    /// Of a trained model: against central differences of the evaluation loss in the dense columns, with a
    /// weighted sum over rows.
    void rowGradientsEqualDifferences()
    {
        const EngineSpec spec = specOf(Kind::None);
        const auto engine = makeFusedEngine(spec);
        for (int64_t step = 1; step <= 30; ++step)
            (void)oneStep(*engine, StepKind::Backbone, step);
        StateDict state;
        engine->save(state);
        const auto model = makeTrainedModel(spec, state, "engine/");
        Batch batch = someBatch(50, 6);
        batch.weight = {1, 2, 0, 1, 0.5F, 1};
        std::vector<float> x(60), gradient(60);
        model->read(batch, x);
        model->weightedGradients(x, batch, gradient);
        const auto loss = [&](const Batch& at, size_t row) {
            std::vector<float> logits;
            engine->predict(at, logits);
            const double z = at.label[row] > 0.5F ? -logits[row] : logits[row];
            return std::log1p(std::exp(z)) * double{batch.weight[row]};
        };
        constexpr float kStep = 2e-3F;
        for (size_t row = 0; row < 6; ++row) {
            for (size_t column = 0; column < 4; ++column) {
                QCOMPARE(x[row * 10 + (column < 3 ? 4 + column : 9)], batch.dense[row * 4 + column]);
                Batch above = batch, below = batch;
                above.dense[row * 4 + column] += kStep;
                below.dense[row * 4 + column] -= kStep;
                const double expected = (loss(above, row) - loss(below, row)) / (2.0 * kStep);
                const float found = gradient[row * 10 + (column < 3 ? 4 + column : 9)];
                QVERIFY2(std::abs(found - expected) < 2e-3,
                         qPrintable(QString("%1 against %2").arg(found).arg(expected)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestGateForms)
#include "tst_gate_forms.moc"
