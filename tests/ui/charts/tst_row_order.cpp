// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/gates/row_order.h"

#include <QtTest>

#include <limits>

using namespace leap::ui;

class TestRowOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void largestFirst()
    {
        QCOMPARE(sortedRows({0.1, 0.9, 0.5}), (QVector<int>{1, 2, 0}));
        QCOMPARE(sortedRows({}), QVector<int>{});
        QCOMPARE(sortedRows({0.3}), (QVector<int>{0}));
    }

    void equalOnesKeepTheirOrder() { QCOMPARE(sortedRows({0.5, 0.5, 0.9, 0.5}), (QVector<int>{2, 0, 1, 3})); }

    void nanGoesLast()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(sortedRows({nan, 0.2, nan, 0.4}), (QVector<int>{3, 1, 0, 2}));
        QCOMPARE(steadyRows({0, 1}, {nan, 0.2}, 0.05), (QVector<int>{1, 0}));
    }

    void jitterMovesNothing()
    {
        const QVector<int> order{2, 0, 1};
        QCOMPARE(steadyRows(order, {0.52, 0.50, 0.49}, 0.05), order);
        QCOMPARE(steadyRows(order, {0.54, 0.50, 0.49}, 0.05), order);
    }

    void aRealChangeSortsAll()
    {
        QCOMPARE(steadyRows({2, 0, 1}, {0.56, 0.50, 0.49}, 0.05), (QVector<int>{0, 1, 2}));
        // Not neighbours: the first is too low for the last.
        QCOMPARE(steadyRows({0, 1, 2}, {0.50, 0.53, 0.56}, 0.05), (QVector<int>{2, 1, 0}));
    }
};

QTEST_APPLESS_MAIN(TestRowOrder)
#include "tst_row_order.moc"
