// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/charts/paint_probe.h"
#include "ui/charts/base/interval_rows.h"
#include "ui/charts/gates/force_balance.h"

#include <QSignalSpy>
#include <QtTest>

using namespace leap::ui;

class TestEvidenceCharts : public QObject {
    Q_OBJECT

    static IntervalRows::Data manyRows(int count)
    {
        IntervalRows::Data data;
        for (int i = 0; i < count; ++i) {
            const double value = 1.0 / (1 + i);
            data.rows << IntervalRow{
                100 + i, QString("field %1").arg(i), value, value - 0.1, value + 0.1, 0.05, value > 0.1};
        }
        return data;
    }

private Q_SLOTS:
    void emptyOnesSaySo()
    {
        IntervalRows rows;
        ForceBalance balance;
        for (Chart* chart : {static_cast<Chart*>(&rows), static_cast<Chart*>(&balance)}) {
            chart->resize(400, 300);
            QVERIFY(!chart->hasData());
            QVERIFY(coloursIn(picture(*chart)) > 1); // a word, no empty frame
            QVERIFY(!chart->accessibleDescription().isEmpty() || chart == &rows);
        }
        QTest::keyClick(&rows, Qt::Key_Down); // nothing to choose
        QCOMPARE(rows.selected(), -1);
    }

    void keysAndClicksChooseALine()
    {
        IntervalRows rows;
        rows.resize(500, 240);
        rows.show();
        rows.setData(manyRows(50));
        const QSignalSpy spy(&rows, &IntervalRows::chosen);
        QTest::keyClick(&rows, Qt::Key_Down);
        QCOMPARE(rows.selected(), 100);
        QTest::keyClick(&rows, Qt::Key_Down);
        QCOMPARE(rows.selected(), 101);
        QTest::keyClick(&rows, Qt::Key_Up);
        QTest::keyClick(&rows, Qt::Key_Up); // no line above the first
        QCOMPARE(rows.selected(), 100);
        QTest::mouseClick(&rows, Qt::LeftButton, {}, {200, 120});
        QVERIFY(rows.selected() > 100);
        QCOMPARE(spy.size(), 5);
        QVERIFY2(rows.tipAt({200, 120}).contains("0.05"), qPrintable(rows.tipAt({200, 120})));
        QVERIFY(rows.accessibleDescription().contains("9 of them"));
    }

    /// Of more lines than fit the chosen one is shown; scrolling ends at the last.
    void scrollsToWhatIsChosen()
    {
        IntervalRows rows;
        rows.resize(500, 240);
        rows.setData(manyRows(50));
        QCOMPARE(rows.firstRow(), 0);
        rows.setSelected(149);
        const int last = rows.firstRow();
        QVERIFY(last > 30 && last < 49);
        QTest::keyClick(&rows, Qt::Key_PageUp);
        QVERIFY(rows.firstRow() < last);
        QVERIFY(rows.paperSize().height() > 50 * 14); // an export has them all
        rows.setData(manyRows(3));
        QCOMPARE(rows.firstRow(), 0);
        QCOMPARE(rows.selected(), -1); // that line is gone
    }

    void sumOfLossAndPrice()
    {
        ForceBalance balance;
        balance.resize(400, 300);
        const QImage before = picture(balance);
        ForceBalance::Data data{"tailnum",
                                {{0, 0.01}, {0.25, 0.004}, {0.5, 0.003}, {0.75, 0.002}, {1, 0}},
                                {0.001, 0.001, 0.001, 0.001, 0},
                                0.02,
                                0.3};
        balance.setData(data);
        QVERIFY(picture(balance) != before);
        QCOMPARE(balance.title(), QString("tailnum"));
        // 0.01, 0.009, 0.013, 0.017, 0.02
        QVERIFY2(balance.accessibleDescription().contains("lowest at gate .25"),
                 qPrintable(balance.accessibleDescription()));
        QVERIFY(balance.tipAt({}).contains("sum 0.009"));
    }

    void darkIsDrawnInOtherColours()
    {
        IntervalRows rows;
        rows.resize(500, 240);
        rows.setData(manyRows(5));
        const QImage light = picture(rows);
        const DarkLook dark;
        IntervalRows other;
        other.resize(500, 240);
        other.setData(manyRows(5));
        QVERIFY(picture(other) != light);
    }
};

QTEST_MAIN(TestEvidenceCharts)
#include "tst_evidence_charts.moc"
