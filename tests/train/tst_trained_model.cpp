// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/model/network/loss.h"
#include "core/train/engines.h"
#include "core/train/trained_model.h"
#include "tests/select/small_sets.h"
#include "tests/support/error_text.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace leap;
using leap::test::inputErrorOf;

/// A trained model as a function of rows, against the engine that trained it and against finite differences.
class TestTrainedModel : public QObject {
    Q_OBJECT

    std::shared_ptr<const Dataset> m_data = small::mixedFields(2000);
    Batch m_batch;

    EngineSpec specOf(const QString& backbone) const
    {
        Settings settings = small::quickSettings();
        settings.network.backbone = backbone.toStdString();
        settings.learningRate = 1e-2;
        return engineSpecFor(settings, m_data->layout, {}, 64);
    }
    StateDict trained(StepEngine& engine) const
    {
        const auto rows = makeBatchSource(m_data, {.part = Part::Train, .batchSize = 64});
        Batch batch;
        StepInput input;
        StepResult result;
        for (rows->reset(0); rows->next(batch);) {
            ++input.step;
            engine.step(batch, input, result);
        }
        StateDict state;
        engine.save(state);
        return state;
    }
    /// @param from [rows] or empty: the mean
    std::vector<float> mixedRows(const std::vector<float>& x, size_t field, const std::vector<int64_t>& from,
                                 float gate) const
    {
        const auto columns = static_cast<size_t>(m_data->layout.columns());
        const size_t rows = x.size() / columns;
        std::vector<float> mixed = x;
        for (auto column = static_cast<size_t>(m_data->layout.ranges[field]);
             column < static_cast<size_t>(m_data->layout.ranges[field + 1]); ++column) {
            double mean = 0;
            for (size_t row = 0; row < rows; ++row)
                mean += static_cast<double>(x[row * columns + column]) / static_cast<double>(rows);
            for (size_t row = 0; row < rows; ++row) {
                const float other = from.empty() ? static_cast<float>(mean)
                                                 : x[static_cast<size_t>(from[row]) * columns + column];
                mixed[row * columns + column] = gate * x[row * columns + column] + (1 - gate) * other;
            }
        }
        return mixed;
    }
    static bool equal(const std::vector<float>& a, const std::vector<float>& b)
    {
        return std::equal(a.begin(), a.end(), b.begin(),
                          [](float x, float y) { return std::abs(x - y) < 1e-6F; });
    }
    static void backbones()
    {
        QTest::addColumn<QString>("backbone");
        for (const char* name : {"wide-deep", "mlp", "dcn-v2"})
            QTest::newRow(name) << name;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto rows =
            makeBatchSource(m_data, {.part = Part::Validation, .batchSize = 100, .order = RowOrder::Stored});
        rows->reset(0);
        QVERIFY(rows->next(m_batch));
    }

    void lossesAreTheEngines_data() { backbones(); }
    void lossesAreTheEngines()
    {
        QFETCH(QString, backbone);
        const auto engine = makeEngine(specOf(backbone));
        const auto model = makeTrainedModel(specOf(backbone), trained(*engine), "engine/");
        std::vector<float> x(static_cast<size_t>(m_batch.rows * m_data->layout.columns()));
        std::vector<float> loss(static_cast<size_t>(m_batch.rows)), logits;
        model->read(m_batch, x);
        model->losses(x, m_batch.label, loss);
        engine->predict(m_batch, logits);
        for (size_t row = 0; row < loss.size(); ++row) {
            const double p = 1 / (1 + std::exp(-static_cast<double>(logits[row])));
            const double expected = -std::log(m_batch.label[row] > 0.5F ? p : 1 - p);
            QVERIFY2(std::abs(static_cast<double>(loss[row]) - expected) < 1e-5 * (1 + expected),
                     qPrintable(QString("%1: %2, %3").arg(row).arg(loss[row]).arg(expected)));
        }
    }

    /// Along a random direction, row by row: rows do not see each other.
    void gradientsAreSlopes_data() { backbones(); }
    void gradientsAreSlopes()
    {
        QFETCH(QString, backbone);
        const auto engine = makeEngine(specOf(backbone));
        const auto model = makeTrainedModel(specOf(backbone), trained(*engine), "engine/");
        const auto columns = static_cast<size_t>(m_data->layout.columns());
        const auto rows = static_cast<size_t>(m_batch.rows);
        std::vector<float> x(rows * columns), up, down, gradient(rows * columns), above(rows), below(rows);
        model->read(m_batch, x);
        model->gradients(x, m_batch.label, gradient);
        up = down = x;
        constexpr float kStep = 5e-4F;
        const RandomStream draw(streamKey(3, "direction"));
        for (size_t at = 0; at < x.size(); ++at) {
            up[at] += kStep * draw.normalAt(at);
            down[at] -= kStep * draw.normalAt(at);
        }
        model->losses(up, m_batch.label, above);
        model->losses(down, m_batch.label, below);
        int kinks = 0; // rows in which a unit turns on or off on the way
        for (size_t row = 0; row < rows; ++row) {
            double slope = 0;
            for (size_t column = 0; column < columns; ++column)
                slope += static_cast<double>(gradient[row * columns + column]
                                             * draw.normalAt(row * columns + column));
            const double difference = static_cast<double>(above[row] - below[row]) / (2 * kStep);
            kinks += std::abs(slope - difference) > 1e-3 + 0.02 * std::abs(slope) ? 1 : 0;
        }
        QVERIFY2(kinks <= static_cast<int>(rows / 5), qPrintable(QString::number(kinks)));
    }

    /// Against rows that are mixed and judged whole.
    void mixesOneFieldAtATime()
    {
        const auto engine = makeEngine(specOf("wide-deep"));
        const auto model = makeTrainedModel(specOf("wide-deep"), trained(*engine), "engine/");
        const auto columns = static_cast<size_t>(m_data->layout.columns());
        const auto rows = static_cast<size_t>(m_batch.rows);
        std::vector<float> x(rows * columns), loss(rows), expected(rows), plain(rows);
        model->read(m_batch, x);
        model->losses(x, m_batch.label, plain);
        const auto mix = model->fieldMix(std::span<const float>(x)), same = model->fieldMix(m_batch);
        QVERIFY(mix != nullptr && same != nullptr);
        std::vector<float> logits, ofBatch;
        std::vector<int64_t> from(rows);
        std::iota(from.begin(), from.end(), int64_t{0});
        shuffle(from, RandomStream(streamKey(5, "deal")));
        for (size_t field = 0; field < static_cast<size_t>(m_data->layout.fields()); ++field) {
            mix->choose(field);
            same->choose(field);
            for (const auto& others : {from, std::vector<int64_t>()}) {
                for (const float gate : {0.0F, 0.25F, 1.0F}) {
                    const auto mixed = mixedRows(x, field, others, gate);
                    model->losses(mixed, m_batch.label, expected);
                    mix->predict(others, gate, logits);
                    same->predict(others, gate, ofBatch);
                    QCOMPARE(ofBatch, logits); // bit for bit
                    rowLosses(logits, m_batch.label, loss);
                    for (size_t row = 0; row < rows; ++row)
                        QVERIFY2(
                            std::abs(loss[row] - expected[row]) < 1e-5F * (1 + expected[row]),
                            qPrintable(QString("field %1, gate %2, row %3").arg(field).arg(gate).arg(row)));
                    QVERIFY(gate == 1.0F || !equal(loss, plain)); // it mixes
                }
            }
        }
    }
    void hasNoFasterWayForOthers()
    {
        const auto engine = makeEngine(specOf("mlp"));
        const auto model = makeTrainedModel(specOf("mlp"), trained(*engine), "engine/");
        std::vector<float> x(static_cast<size_t>(m_batch.rows * m_data->layout.columns()));
        model->read(m_batch, x);
        QVERIFY(model->fieldMix(std::span<const float>(x)) == nullptr);
        QVERIFY(model->fieldMix(m_batch) == nullptr);
    }

    void refusesAStateThatDoesNotFit()
    {
        const auto engine = makeEngine(specOf("mlp"));
        const StateDict state = trained(*engine);
        QVERIFY(
            inputErrorOf([&] { (void)makeTrainedModel(specOf("mlp"), state, "best/"); }).contains("best/"));
        QVERIFY(inputErrorOf([&] {
                    (void)makeTrainedModel(specOf("wide-deep"), state, "engine/");
                }).contains("engine/wide"));
    }
};

QTEST_GUILESS_MAIN(TestTrainedModel)
#include "tst_trained_model.moc"
