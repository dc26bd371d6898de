// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/field_selection.h"

#include <QtTest>

using namespace leap::ui;
using Fields = QVector<int>;

class TestFieldSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhetherItChanged()
    {
        FieldSelection selection;
        QVERIFY(!selection.set({}));
        QVERIFY(selection.set({3, 1}));
        QVERIFY(!selection.set({3, 1}));
        QVERIFY(selection.set({1, 3})); // the order counts
        QCOMPARE(selection.fields(), Fields({1, 3}));
        QVERIFY(selection.contains(3) && !selection.contains(2));
    }

    void aClickTakesOneAndWithCtrlAddsOrTakesAway()
    {
        FieldSelection selection;
        selection.set({1, 3});
        QCOMPARE(selection.clicked(2, Qt::NoModifier), Fields({2}));
        QCOMPARE(selection.clicked(1, Qt::NoModifier), Fields({1}));
        QCOMPARE(selection.clicked(2, Qt::ControlModifier), Fields({1, 3, 2}));
        QCOMPARE(selection.clicked(1, Qt::ControlModifier), Fields({3}));
        QCOMPARE(selection.clicked(-1, Qt::NoModifier), Fields());
        QCOMPARE(selection.clicked(-1, Qt::ControlModifier), Fields({1, 3}));
        QCOMPARE(selection.fields(), Fields({1, 3})); // what follows is the chart's affair
    }

    void singleAndLast()
    {
        FieldSelection selection;
        QCOMPARE(selection.single(), -1);
        QCOMPARE(selection.last(), -1);
        selection.set({4});
        QCOMPARE(selection.single(), 4);
        selection.set({4, 0});
        QCOMPARE(selection.single(), -1);
        QCOMPARE(selection.last(), 0);
    }

    void forgetsFieldsThatAreGone()
    {
        FieldSelection selection;
        selection.set({5, 0, 4, 3});
        selection.keepBelow(4);
        QCOMPARE(selection.fields(), Fields({0, 3}));
        selection.clear();
        QVERIFY(selection.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestFieldSelection)
#include "tst_field_selection.moc"
