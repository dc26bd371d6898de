// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/false_discovery.h"
#include "core/metric/normal.h"

#include <QtTest>
#include <cmath>
#include <limits>

using namespace leap;

class TestManyTests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// scipy.stats.false_discovery_control, scipy 1.17.1.
    void equalsScipy()
    {
        const std::vector<double> p{0.01, 0.04, 0.03, 0.005, 0.2, 0.9, 0.03};
        const std::vector<double> expected{0.035, 0.056, 0.0525, 0.035, 0.7 / 3, 0.9, 0.0525};
        const auto adjusted = benjaminiHochberg(p);
        for (size_t i = 0; i < p.size(); ++i)
            QVERIFY(std::abs(adjusted[i] - expected[i]) < 1e-12);
    }

    void edges()
    {
        QVERIFY(benjaminiHochberg({}).empty());
        QCOMPARE(benjaminiHochberg(std::vector<double>{0.3}), (std::vector<double>{0.3}));
        const double none = std::numeric_limits<double>::quiet_NaN();
        const auto adjusted = benjaminiHochberg(std::vector<double>{none, 0.02, 0.04});
        QVERIFY(std::isnan(adjusted[0]));
        QCOMPARE(adjusted[1], 0.04); // of two tests, not three
        QCOMPARE(adjusted[2], 0.04);
    }

    /// scipy.stats.norm, scipy 1.17.1.
    void normalDistribution()
    {
        QVERIFY(std::abs(normalQuantile(0.975) - 1.959963984540054) < 1e-12);
        QVERIFY(std::abs(normalQuantile(0.95) - 1.6448536269514722) < 1e-12);
        QVERIFY(std::abs(normalQuantile(1e-6) + 4.753424308822899) < 1e-11);
        QCOMPARE(normalQuantile(0.5) + 0.0, 0.0);
        QVERIFY(std::abs(normalCdf(-3) - 0.0013498980316300933) < 1e-15);
        QVERIFY(std::abs(normalCdf(1.5) - 0.9331927987311419) < 1e-15);
        QVERIFY(std::isnan(normalQuantile(0)) && std::isnan(normalQuantile(1))
                && std::isnan(normalQuantile(-1)));
    }
};

QTEST_APPLESS_MAIN(TestManyTests)
#include "tst_many_tests.moc"
