// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/statistics.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace leap;

class TestStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void meanAndDeviation()
    {
        const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};
        QCOMPARE(mean(values), 5.0);
        QCOMPARE(sumOfSquares(values), 32.0);
        QCOMPARE(sampleVariance(values), 32.0 / 7);
        QCOMPARE(sampleDeviation(values), std::sqrt(32.0 / 7));
        const std::vector<double> one{3};
        QCOMPARE(mean(one), 3.0);
        QVERIFY(std::isnan(sampleDeviation(one)) && std::isnan(mean({})) && std::isnan(sumOfSquares({})));
    }

    void quantilesBetweenAndAtValues()
    {
        const std::vector<double> sorted{10, 20, 30, 40};
        QCOMPARE(interpolatedQuantile(sorted, 0), 10.0);
        QCOMPARE(interpolatedQuantile(sorted, 0.5), 25.0);
        QCOMPARE(interpolatedQuantile(sorted, 1), 40.0);
        QVERIFY(std::isnan(interpolatedQuantile({}, 0.5)));
        const std::vector<double> mixed{40, 10, 30, 20};
        QCOMPARE(stepQuantile(mixed, 0), 10.0);
        QCOMPARE(stepQuantile(mixed, 0.5), 20.0);
        QCOMPARE(stepQuantile(mixed, 0.51), 30.0);
        QCOMPARE(stepQuantile(mixed, 1), 40.0);
        QCOMPARE(upperMedian(mixed), 30.0);
        QCOMPARE(upperMedian({3, 1, 2}), 2.0);
        QVERIFY(std::isnan(stepQuantile({}, 0.5)) && std::isnan(upperMedian({})));
    }

    void sigmoidAndLogitAreInverse()
    {
        for (const double p : {1e-9, 0.25, 0.5, 0.9933})
            QVERIFY(std::abs(sigmoid(logit(p)) - p) < 1e-15);
        QCOMPARE(sigmoid(0), 0.5);
        QCOMPARE(sigmoid(-1000), 0.0);
        QCOMPARE(sigmoid(1000), 1.0);
        QCOMPARE(tailSigmoid(0), 0.5);
        QCOMPARE(tailSigmoid(1000), 1.0);
        QVERIFY(tailSigmoid(-720) > 0 && sigmoid(-720) == 0);
        QVERIFY(std::isinf(logit(0)) && std::isinf(logit(1)));
    }

    void logLossesNeitherOverflowNorLosePrecision()
    {
        QCOMPARE(softplus(0.0), std::log(2.0));
        QCOMPARE(softplus(800.0), 800.0);
        QVERIFY(softplus(-700.0) > 0 && softplus(-700.0) < 1e-300);
        for (const double z : {-30.0, -0.5, 0.0, 2.0, 40.0}) {
            QCOMPARE(logLossOfLogit(z, 0.0), softplus(z));
            QCOMPARE(logLossOfLogit(z, 1.0), softplus(-z));
        }
        QCOMPARE(logLossOfLogit(1.0F, 1.0F), std::log1p(std::exp(-1.0F)));
        static_assert(std::is_same_v<decltype(softplus(1.0F)), float>);
    }
};

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
