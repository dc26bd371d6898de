// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/delong.h"
#include "core/metric/detectable_loss.h"
#include "tests/metric/toy_scores.h"

#include <QtTest>
#include <limits>

using namespace leap;

class TestDelong : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Figures: the definition (DeLong et al. 1988, equations 3 to 5) over all pairs in numpy 2.4.6, AUCs by
    /// scikit-learn 1.9.1, p-value by scipy 1.17.1.
    void equalsTheDefinition()
    {
        const auto rows = toy::rows();
        const AucDifference result = delongTest(rows.first, rows.second, rows.label);
        QCOMPARE(result.positives, 23);
        QCOMPARE(result.negatives, 37);
        QVERIFY(std::abs(result.first - 0.7021151586368978) < 1e-12);
        QVERIFY(std::abs(result.second - 0.7126909518213866) < 1e-12);
        QVERIFY(std::abs(result.firstError - std::sqrt(0.004811994197882923)) < 1e-12);
        QVERIFY(std::abs(result.secondError - std::sqrt(0.00487469478554136)) < 1e-12);
        QVERIFY(std::abs(result.difference - 0.010575793184488869) < 1e-12);
        QVERIFY(std::abs(result.error - 0.09714410969315107) < 1e-12);
        QVERIFY(std::abs(result.pValue - 0.9133079371720044) < 1e-12);
        // z(.95) = 1.6448536269514722
        QVERIFY(
            std::abs(result.upperBound() - (0.010575793184488869 + 1.6448536269514722 * 0.09714410969315107))
            < 1e-9);
        QVERIFY(std::abs(result.lowerBound(0.975)
                         - (0.010575793184488869 - 1.959963984540054 * 0.09714410969315107))
                < 1e-9);
    }

    /// Two positives, two negatives. First model: every pair won. Second: positive 2 loses to negative 2
    /// only, so its components are (1, 1/2) and (1, 1/2), each of variance 1/8: 1/16 + 1/16.
    void handCase()
    {
        const std::vector<float> label{1, 1, 0, 0}, first{4, 3, 1, 2}, second{4, 2, 1, 3};
        const AucDifference result = delongTest(first, second, label);
        QCOMPARE(result.difference, -0.25);
        QCOMPARE(result.firstError, 0.0);
        QVERIFY(std::abs(result.secondError - std::sqrt(0.125)) < 1e-15);
        QVERIFY(std::abs(result.error - std::sqrt(0.125)) < 1e-15);
    }

    void equalModelsDoNotDiffer()
    {
        const auto rows = toy::rows();
        const AucDifference result = delongTest(rows.first, rows.first, rows.label);
        QCOMPARE(result.difference, 0.0);
        QCOMPARE(result.error, 0.0);
        QCOMPARE(result.pValue, 1.0);
    }

    void undefinedWithReason()
    {
        const std::vector<float> score{1, 2, 3}, onePositive{1, 0, 0}, oneNegative{1, 1, 0};
        QCOMPARE(delongTest(score, score, onePositive).reason, std::string("fewer than two positive rows"));
        QCOMPARE(delongTest(score, score, oneNegative).reason, std::string("fewer than two negative rows"));
        QVERIFY(!delongTest({}, {}, {}).defined());
        const std::vector<float> broken{1, std::numeric_limits<float>::infinity(), 2, 3}, label{1, 1, 0, 0},
            good{1, 2, 3, 4};
        QCOMPARE(delongTest(good, broken, label).reason, std::string("a score is not finite"));
    }

    /// z(.95) + z(.8) = 1.6448536 + .8416212 (scipy.stats.norm.ppf).
    void smallestLossByHand()
    {
        QVERIFY(std::abs(smallestDetectableLoss(0.01) - 0.024864748605) < 1e-11);
        QCOMPARE(smallestDetectableLoss(0), 0.0);
        QVERIFY(std::isnan(smallestDetectableLoss(-1)));
        QVERIFY(std::isnan(smallestDetectableLoss(std::numeric_limits<double>::quiet_NaN())));
        QVERIFY(std::isnan(smallestDetectableLoss(0.01, 1.0)));
    }
};

QTEST_APPLESS_MAIN(TestDelong)
#include "tst_delong.moc"
