// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/view_span.h"

#include <QtTest>

using namespace leap::ui;

class TestViewSpan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheWholeUntilTheUserZooms()
    {
        ViewSpan span;
        span.setWhole(0, 100);
        QCOMPARE(span.end(), 100.0);
        span.setWhole(0, 125);
        QCOMPARE(span.end(), 125.0);
        QVERIFY(!span.zoomed());
        span.zoomAt(50, 0.5, 4);
        const double begin = span.begin(), end = span.end();
        span.setWhole(0, 500);
        QCOMPARE(span.begin(), begin);
        QCOMPARE(span.end(), end);
        span.reset();
        QCOMPARE(span.end(), 500.0);
    }

    void zoomKeepsThePlace()
    {
        ViewSpan span;
        span.setWhole(0, 100);
        const double before = span.toPixel(30, 10, 200);
        span.zoomAt(30, 0.5, 4);
        QCOMPARE(span.length(), 50.0);
        QCOMPARE(span.toPixel(30, 10, 200), before);
        QCOMPARE(span.toValue(before, 10, 200), 30.0);
    }

    void zoomStopsAtTheShortestAndTheWhole()
    {
        ViewSpan span;
        span.setWhole(0, 100);
        for (int at = 0; at < 50; ++at)
            span.zoomAt(10, 0.5, 4);
        QCOMPARE(span.length(), 4.0);
        for (int at = 0; at < 50; ++at)
            span.zoomAt(10, 2, 4);
        QVERIFY(!span.zoomed());
        QCOMPARE(span.length(), 100.0);
    }

    void wholeShorterThanTheShortestView()
    {
        ViewSpan span;
        span.setWhole(0, 1);
        span.zoomAt(0.5, 0.1, 4);
        QVERIFY(!span.zoomed());
        QCOMPARE(span.length(), 1.0);
    }

    void staysWithinTheWhole()
    {
        ViewSpan span;
        span.setWhole(0, 100);
        span.show(40, 60);
        span.moveBy(1000);
        QCOMPARE(span.begin(), 80.0);
        QCOMPARE(span.end(), 100.0);
        span.moveBy(-1000);
        QCOMPARE(span.begin(), 0.0);
        span.show(-50, 10);
        QCOMPARE(span.begin(), 0.0);
        QCOMPARE(span.end(), 60.0);
    }

    void revealMovesTheLeast()
    {
        ViewSpan span;
        span.setWhole(0, 100);
        span.show(40, 60);
        span.reveal(45, 50);
        QCOMPARE(span.begin(), 40.0);
        span.reveal(70, 71);
        QCOMPARE(span.end(), 71.0);
        span.reveal(10, 11);
        QCOMPARE(span.begin(), 10.0);
        span.reveal(50, 95); // longer than the view: its beginning
        QCOMPARE(span.begin(), 50.0);
    }

    void emptyWholeIsSurvived()
    {
        ViewSpan span;
        span.setWhole(0, 0);
        QVERIFY(span.length() > 0);
        QCOMPARE(span.toValue(5, 0, 0), span.begin());
    }
};

QTEST_APPLESS_MAIN(TestViewSpan)
#include "tst_view_span.moc"
