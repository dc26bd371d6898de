// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/fields/ruler_spans.h"

#include <QtTest>

using namespace leap::ui;
using Kind = RulerFault::Kind;

class TestRulerSpans : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sideBySideIsFine()
    {
        QVERIFY(rulerFaults({{"a", 0, 8}, {"b", 8, 9}, {"c", 9, 20}}, 20).isEmpty());
        QVERIFY(rulerFaults({{"c", 9, 20}, {"a", 0, 8}, {"b", 8, 9}}, 20).isEmpty());
        QVERIFY(rulerFaults({}, 0).isEmpty());
    }

    void gapsAreFound()
    {
        QCOMPARE(rulerFaults({{"a", 2, 8}, {"b", 10, 15}}, 20),
                 (QVector<RulerFault>{{Kind::Gap, 0, 2}, {Kind::Gap, 8, 10}, {Kind::Gap, 15, 20}}));
        QCOMPARE(rulerFaults({}, 5), (QVector<RulerFault>{{Kind::Gap, 0, 5}}));
    }

    void overlapsAreFoundOnce()
    {
        QCOMPARE(rulerFaults({{"a", 0, 10}, {"b", 6, 20}, {"c", 8, 12}}, 20),
                 (QVector<RulerFault>{{Kind::Overlap, 6, 12}}));
    }

    void bothInOneRow()
    {
        QCOMPARE(rulerFaults({{"a", 0, 5}, {"b", 4, 8}, {"c", 10, 12}}, 12),
                 (QVector<RulerFault>{{Kind::Overlap, 4, 5}, {Kind::Gap, 8, 10}}));
    }

    void emptyAndReversedFieldsCoverNothing()
    {
        QCOMPARE(rulerFaults({{"a", 0, 4}, {"b", 4, 4}, {"c", 6, 5}}, 4), QVector<RulerFault>{});
    }
};

QTEST_APPLESS_MAIN(TestRulerSpans)
#include "tst_ruler_spans.moc"
