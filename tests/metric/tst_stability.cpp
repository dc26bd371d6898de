// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/stability.h"

#include <QtTest>
#include <cmath>

using namespace leap;
using Runs = std::vector<std::vector<uint8_t>>;

class TestStability : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Figures of the formulas in the authors' published Python package (github.com/nogueirs/JMLR2018), run
    /// in numpy 2.4.6 and scipy 1.17.1.
    void equalsTheAuthorsFigures()
    {
        const Runs kept{{1, 1, 0, 0, 1, 0, 0, 0},
                        {1, 1, 0, 0, 0, 1, 0, 0},
                        {1, 0, 1, 0, 1, 0, 0, 0},
                        {1, 1, 0, 0, 1, 1, 0, 0},
                        {1, 1, 0, 0, 1, 0, 0, 0}};
        const Stability result = stability(kept);
        QVERIFY(std::abs(result.index.value - 0.53125) < 1e-12);
        QVERIFY(std::abs(result.error * result.error - 0.0130645751953125) < 1e-12);
        QVERIFY(std::abs(result.lower - 0.3072253861231876) < 1e-9);
        QVERIFY(std::abs(result.upper - 0.7552746138768124) < 1e-9);
        QCOMPARE(result.frequency[0], 1.0);
        QCOMPARE(result.frequency[3], 0.0);
        QVERIFY(std::abs(result.frequency[5] - 0.4) < 1e-15);
        QCOMPARE(result.index.used, 5);
    }

    void equalSetsAreStable()
    {
        const Runs kept(4, {1, 0, 1, 0, 0});
        QCOMPARE(stability(kept).index.value, 1.0);
        QCOMPARE(stability(kept).error, 0.0);
    }

    /// Two fields that swap: p = 1/2 each, s^2 = 2 x 1/4, index 1 - (1/2) / (1/4) = -1.
    void opposedSetsAreWorseThanChance() { QCOMPARE(stability(Runs{{1, 0}, {0, 1}}).index.value, -1.0); }

    void undefinedWithReason()
    {
        QCOMPARE(stability({}).index.reason, std::string("fewer than two runs"));
        QCOMPARE(stability(Runs{{1, 0}}).index.reason, std::string("fewer than two runs"));
        QCOMPARE(stability(Runs(3, {0, 0})).index.reason, std::string("no run keeps a field"));
        QCOMPARE(stability(Runs(3, {1, 1, 1})).index.reason, std::string("every run keeps all fields"));
        QVERIFY(!stability(Runs(3, {1, 1, 1})).index.defined());
    }
};

QTEST_APPLESS_MAIN(TestStability)
#include "tst_stability.moc"
