// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/model/table/adam.h"
#include "tests/model/dense_adam_reference.h"

#include <QtTest>

using namespace leap;

namespace {

/// A DenseAdam and its reference, fed the same gradients.
struct Pair {
    DenseAdam adam;
    test::DenseAdamReference reference;
    std::vector<float> parameter;

    explicit Pair(size_t size)
        : adam(size)
        , reference(std::vector<double>(size, 0.5))
        , parameter(size, 0.5F)
    {
    }
    void step(RandomStream& stream, double rate = 1e-3)
    {
        std::vector<float> gradient(parameter.size());
        for (float& g : gradient)
            g = static_cast<float>(static_cast<double>(stream.nextBits() >> 40) / (1 << 24) - 0.3);
        adam.step(parameter, gradient);
        reference.update({gradient.begin(), gradient.end()}, rate);
    }
    [[nodiscard]] double distance() const
    {
        double worst = 0;
        for (size_t i = 0; i < parameter.size(); ++i)
            worst = std::max(worst, std::abs(parameter[i] - reference.parameter[i]));
        return worst;
    }
};

} // namespace

class TestAdam : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstStepMovesByTheRate()
    {
        DenseAdam adam(2, {.rate = 0.25});
        std::vector<float> parameter{1, 1};
        adam.step(parameter, std::vector<float>{3, -0.001F}); // m / sqrt(v) = sign of the gradient
        QVERIFY(std::abs(parameter[0] - 0.75F) < 1e-6);
        QVERIFY(std::abs(parameter[1] - 1.25F) < 1e-5); // epsilon shows
    }

    void followsTheDefinition_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 3, 7, 8, 9, 17, 100})
            QTest::newRow(qPrintable(QString::number(size))) << size;
    }
    void followsTheDefinition()
    {
        QFETCH(int, size);
        Pair pair(static_cast<size_t>(size));
        RandomStream stream(streamKey(1, "test"));
        for (int step = 0; step < 2000; ++step)
            pair.step(stream);
        QVERIFY2(pair.distance() < 5e-6, qPrintable(QString::number(pair.distance())));
    }

    void rateCanChange()
    {
        Pair pair(5);
        RandomStream stream(streamKey(2, "test"));
        for (int step = 0; step < 300; ++step) {
            const double rate = step < 100 ? 1e-3 : 1e-2;
            pair.adam.setRate(rate);
            pair.step(stream, rate);
        }
        QVERIFY(pair.distance() < 5e-6);
    }

    void restoredGoesOnBitForBit()
    {
        Pair pair(9);
        RandomStream stream(streamKey(3, "test"));
        for (int step = 0; step < 50; ++step)
            pair.step(stream);
        DenseAdam copy(9);
        copy.restore(pair.adam.moment1(), pair.adam.moment2(), pair.adam.steps());
        auto parameter = pair.parameter;
        const std::vector<float> gradient(9, 0.125F);
        copy.step(parameter, gradient);
        pair.adam.step(pair.parameter, gradient);
        QCOMPARE(parameter, pair.parameter);
        QCOMPARE(copy.steps(), 51);
    }

    /// theta' = c theta has gradients 1 / c as large: its moments must be those of a run in theta'.
    void scaledGradientsAreThoseOfARescaledParameter()
    {
        DenseAdam plain(1), scaled(1);
        std::vector<float> a{0}, b{0};
        for (const float g : {0.3F, -0.2F, 0.5F}) {
            plain.step(a, std::vector<float>{g});
            scaled.step(b, std::vector<float>{4 * g});
        }
        plain.scaleGradients(4);
        QVERIFY(std::abs(plain.moment1()[0] - scaled.moment1()[0]) < 1e-7);
        QVERIFY(std::abs(plain.moment2()[0] - scaled.moment2()[0]) < 1e-7);
    }

    void clockHasTheFactorsOfEveryStep()
    {
        const AdamHyper hyper{.rate = 0.01};
        const AdamClock clock(hyper);
        for (const int64_t step :
             {int64_t{1}, int64_t{2}, int64_t{1000}, int64_t{20'000}, int64_t{3'000'000}}) {
            const auto t = static_cast<double>(step);
            QVERIFY(std::abs(*clock.stepSizes(step) * (1 - std::pow(0.9, t)) / 0.01 - 1) < 1e-6);
            QVERIFY(std::abs(*clock.rootScales(step) * std::sqrt(1 - std::pow(0.999, t)) - 1) < 1e-6);
        }
        QCOMPARE(clock.restAfter(), 160U);
        QCOMPARE(*(clock.stepSizes(9'000'000) + clock.restAfter() - 1), 0.01F); // readable to the end
    }
};

QTEST_APPLESS_MAIN(TestAdam)
#include "tst_adam.moc"
