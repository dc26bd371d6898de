// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/dot_stack.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace leap::ui;

class TestDotStack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void placesAreExact()
    {
        const DotStack stack = stackDots({1.0, 0.0, 0.25}, 10, 100, 4, 40);
        QCOMPARE(stack.dots.size(), 3);
        QCOMPARE(stack.dots[0].index, 1);
        QCOMPARE(stack.dots[0].x, 10.0);
        QCOMPARE(stack.dots[1].x, 35.0);
        QCOMPARE(stack.dots[2].x, 110.0);
        QCOMPARE(stack.dots[2].rise, 0.0);
    }

    void noTwoOverlapWhileThereIsRoom()
    {
        QVector<double> values;
        for (int at = 0; at < 12; ++at)
            values.append(0.5 + 0.003 * (at % 4));
        const DotStack stack = stackDots(values, 0, 1000, 4, 200);
        for (int a = 0; a < stack.dots.size(); ++a) {
            for (int b = 0; b < a; ++b)
                QVERIFY(std::hypot(stack.dots[a].x - stack.dots[b].x, stack.dots[a].rise - stack.dots[b].rise)
                        >= 8);
        }
        QVERIFY(stack.crowds.isEmpty());
    }

    void fullStacksArePressedTogetherAndCounted()
    {
        const DotStack stack = stackDots(QVector<double>(400, 0.001), 0, 800, 2, 40);
        QCOMPARE(stack.dots.size(), 400);
        for (const DotStack::Dot& dot : stack.dots)
            QVERIFY(dot.rise >= 0 && dot.rise <= 40.001);
        QCOMPARE(stack.crowds.size(), 1);
        QCOMPARE(stack.crowds.first().count, 400);
    }

    void oddValues()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(stackDots({}, 0, 100, 4, 40).dots.isEmpty());
        const DotStack stack = stackDots({nan, -3, 7}, 0, 100, 4, 40);
        QCOMPARE(stack.dots.size(), 2);
        QCOMPARE(stack.dots[0].x, 0.0);
        QCOMPARE(stack.dots[1].x, 100.0);
    }
};

QTEST_APPLESS_MAIN(TestDotStack)
#include "tst_dot_stack.moc"
