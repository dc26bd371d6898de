// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trajectory.h"

#include <QtTest>

using namespace leap;

class TestTrajectory : public QObject {
    Q_OBJECT

    static void recordSteps(Trajectory& trajectory, int64_t from, int64_t to)
    {
        for (int64_t step = from; step <= to; ++step) {
            const std::vector<double> gates{1.0 / static_cast<double>(step), 0.5};
            const std::vector<double> divergence{static_cast<double>(step), 2};
            const std::vector<double> lambda{3, 4};
            StepReport report;
            report.step = step;
            report.trainLoss = static_cast<double>(step);
            report.gates = gates;
            report.divergence = divergence;
            report.lambda = lambda;
            trajectory.record(report);
        }
    }

private Q_SLOTS:
    void keepsEveryStepWhileThereIsRoom()
    {
        Trajectory trajectory;
        recordSteps(trajectory, 1, 2000);
        QCOMPARE(trajectory.points(), 2000);
        QCOMPARE(trajectory.stride, 1);
        QCOMPARE(trajectory.steps.back(), 2000);
        QCOMPARE(trajectory.gates.size(), size_t{4000});
    }

    void doublesTheStrideWhenFull_data()
    {
        QTest::addColumn<int>("steps");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("points");
        // Recorded steps are 1, 1 + stride, ...: ceil(steps / stride) of them.
        QTest::newRow("one more") << 2001 << 2 << 1001;
        QTest::newRow("even") << 2002 << 2 << 1001;
        QTest::newRow("full again") << 4000 << 2 << 2000;
        QTest::newRow("second thinning") << 4001 << 4 << 1001;
        QTest::newRow("long") << 100'000 << 64 << 1563;
    }
    void doublesTheStrideWhenFull()
    {
        QFETCH(int, steps);
        QFETCH(int, stride);
        QFETCH(int, points);
        Trajectory trajectory;
        recordSteps(trajectory, 1, steps);
        QCOMPARE(trajectory.stride, stride);
        QCOMPARE(trajectory.points(), points);
        for (int64_t i = 0; i < trajectory.points(); ++i) {
            const auto at = static_cast<size_t>(i);
            QCOMPARE(trajectory.steps[at], 1 + i * stride);
            QCOMPARE(trajectory.gates[2 * at], 1.0F / static_cast<float>(trajectory.steps[at]));
            QCOMPARE(trajectory.divergence[2 * at], static_cast<float>(trajectory.steps[at]));
            QCOMPARE(trajectory.trainLoss[at], static_cast<float>(trajectory.steps[at]));
        }
    }

    void goingOnEqualsOnePass()
    {
        Trajectory once, twice;
        recordSteps(once, 1, 5000);
        recordSteps(twice, 1, 2345);
        recordSteps(twice, 2346, 5000);
        QVERIFY(once.steps == twice.steps && once.gates == twice.gates && once.stride == twice.stride);
    }
};

QTEST_APPLESS_MAIN(TestTrajectory)
#include "tst_trajectory.moc"
