// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/step_axis.h"

#include <QtTest>

#include <limits>

using namespace leap::ui;

class TestStepAxis : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void niceStep_data()
    {
        QTest::addColumn<double>("length");
        QTest::addColumn<int>("most");
        QTest::addColumn<double>("step");
        QTest::newRow("one") << 1.0 << 5 << 0.2;
        QTest::newRow("exact power") << 10.0 << 10 << 1.0;
        QTest::newRow("rounds up to 2") << 11.0 << 10 << 2.0;
        QTest::newRow("rounds up to 5") << 2100.0 << 10 << 500.0;
        QTest::newRow("rounds up to 10") << 51.0 << 10 << 10.0;
        QTest::newRow("small") << 0.0031 << 5 << 0.001;
        QTest::newRow("nothing") << 0.0 << 5 << 1.0;
    }
    void niceStep()
    {
        QFETCH(double, length);
        QFETCH(int, most);
        QTEST(leap::ui::niceStep(length, most), "step");
    }

    void ticksAreRoundAndInside()
    {
        QCOMPARE(niceTicks(0, 1, 5), (QVector<double>{0, 0.2, 0.4, 0.6000000000000001, 0.8, 1}));
        QCOMPARE(niceTicks(-1, 1, 4), (QVector<double>{-1, -0.5, 0, 0.5, 1}));
        QCOMPARE(niceTicks(0.72, 0.7698, 5), (QVector<double>{0.72, 0.73, 0.74, 0.75, 0.76}));
        QCOMPARE(std::signbit(niceTicks(-1, 1, 4)[2]), false);
    }

    void noTicksWithoutARange()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN(),
                     inf = std::numeric_limits<double>::infinity();
        QVERIFY(niceTicks(1, 1, 5).isEmpty());
        QVERIFY(niceTicks(2, 1, 5).isEmpty());
        QVERIFY(niceTicks(nan, 1, 5).isEmpty());
        QVERIFY(niceTicks(0, inf, 5).isEmpty());
    }

    void stepTicksAreWholeSteps()
    {
        QCOMPARE(stepTicks(0, 3, 10), (QVector<double>{0, 1, 2, 3}));
        QCOMPARE(stepTicks(1200, 9000, 4), (QVector<double>{2000, 4000, 6000, 8000}));
    }

    void decimalsTellTicksApart()
    {
        QCOMPARE(tickDecimals(0.2), 1);
        QCOMPARE(tickDecimals(0.05), 2);
        QCOMPARE(tickDecimals(0.001), 3);
        QCOMPARE(tickDecimals(1), 0);
        QCOMPARE(tickDecimals(500), 0);
    }

    void rangesEndOnTicks()
    {
        QCOMPARE(niceRange(0.4823, 0.7311, 5), (NiceRange{0.45, 0.75}));
        QCOMPARE(niceRange(0, 1, 5), (NiceRange{0, 1}));
        const NiceRange one = niceRange(3, 3, 5);
        QVERIFY(one.low < 3 && one.high > 3);
        const NiceRange zero = niceRange(0, 0, 5);
        QVERIFY(zero.low < 0 && zero.high > 0);
        QCOMPARE(niceRange(std::numeric_limits<double>::quiet_NaN(), 1, 5), (NiceRange{0, 1}));
    }

    void axisGrowsInSteps_data()
    {
        QTest::addColumn<qint64>("last");
        QTest::addColumn<qint64>("planned");
        QTest::addColumn<double>("end");
        QTest::newRow("nothing yet") << qint64{0} << qint64{0} << 50.0;
        QTest::newRow("few") << qint64{50} << qint64{0} << 50.0;
        QTest::newRow("a quarter more") << qint64{101} << qint64{0} << 125.0;
        QTest::newRow("on a rung") << qint64{1000} << qint64{0} << 1000.0;
        QTest::newRow("beyond the last rung") << qint64{8001} << qint64{0} << 10'000.0;
        QTest::newRow("not beyond the plan") << qint64{5100} << qint64{6000} << 6000.0;
        QTest::newRow("a small plan") << qint64{3} << qint64{20} << 20.0;
        QTest::newRow("past the plan") << qint64{6100} << qint64{6000} << 6400.0;
    }
    void axisGrowsInSteps()
    {
        QFETCH(qint64, last);
        QFETCH(qint64, planned);
        QTEST(grownEnd(last, planned), "end");
    }

    void axisRarelyGrows()
    {
        int changes = 0;
        double end = 0;
        for (qint64 step = 1; step <= 100'000; ++step) {
            const double now = grownEnd(step, 0);
            QVERIFY(now >= static_cast<double>(step));
            changes += now != end ? 1 : 0;
            end = now;
        }
        QVERIFY2(changes < 40, qPrintable(QString::number(changes)));
    }

    void epochsAreThinned()
    {
        const StepPlan plan{100, 1000};
        const QVector<EpochSpan> all = epochSpans(plan, 0, 1000, 10);
        QCOMPARE(all.size(), 10);
        QCOMPARE(all.first().epoch, 1);
        QCOMPARE(all.first().end, 100.0);
        const QVector<EpochSpan> some = epochSpans(plan, 0, 1000, 4);
        QCOMPARE(some.size(), 2);
        QCOMPARE(some[0].epoch, 5);
        QCOMPARE(some[1].end, 1000.0);
        const QVector<EpochSpan> part = epochSpans(plan, 150, 250, 10);
        QCOMPARE(part.size(), 2);
        QCOMPARE(part[0].epoch, 2);
        QVERIFY(epochSpans({0, 0}, 0, 1000, 10).isEmpty());
    }

    void stepsBelongToEpochs()
    {
        const StepPlan plan{100, 1000};
        QCOMPARE(epochOf(1, plan), 1);
        QCOMPARE(epochOf(100, plan), 1);
        QCOMPARE(epochOf(101, plan), 2);
        QCOMPARE(epochOf(0, plan), 0);
        QCOMPARE(epochOf(7, {}), 0);
        QCOMPARE(stepText(1840, {800, 0}), QStringLiteral("step 1,840 (epoch 3)"));
        QCOMPARE(stepText(12, {}), QStringLiteral("step 12"));
    }
};

QTEST_APPLESS_MAIN(TestStepAxis)
#include "tst_step_axis.moc"
