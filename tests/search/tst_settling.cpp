// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/settling.h"

#include <QtTest>

#include <limits>
#include <vector>

using namespace leap;

class TestSettling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void worksOutByHand_data()
    {
        QTest::addColumn<QVector<double>>("moves");
        QTest::addColumn<int>("epochs"); // -1 = nothing
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::addRow("no epoch") << QVector<double>{} << -1;
        QTest::addRow("one epoch, still moving") << QVector<double>{0.2} << -1;
        QTest::addRow("one epoch, at rest") << QVector<double>{0.01} << 0;
        QTest::addRow("at rest after all") << QVector<double>{0.5, 0.2, 0.004} << 0;
        // halved each epoch: .08 -> .04 -> .02 -> .01
        QTest::addRow("halved") << QVector<double>{0.64, 0.32, 0.16, 0.08} << 3;
        // .08 -> .04 -> .02 -> .01 from two moves alone
        QTest::addRow("two moves") << QVector<double>{0.16, 0.08} << 3;
        QTest::addRow("just above") << QVector<double>{0.1, 0.0101} << 1;
        // rising first: the line begins at the largest move; .3 -> .03 is a tenth an epoch, then .003
        QTest::addRow("rises, then falls") << QVector<double>{0.1, 0.2, 0.3, 0.03} << 1;
        QTest::addRow("rises still") << QVector<double>{0.1, 0.2, 0.3} << -1;
        QTest::addRow("the same each epoch") << QVector<double>{0.05, 0.05, 0.05} << -1;
        // a hundredth less each epoch: log(5) / .01 = 161 epochs, too far to name
        QTest::addRow("hardly less") << QVector<double>{0.0505, 0.05} << -1;
        QTest::addRow("long ago does not count") << QVector<double>{0.01, 0.9, 0.16, 0.16, 0.08, 0.04} << 3;
        QTest::addRow("no number") << QVector<double>{nan, 0.05} << -1;
    }
    void worksOutByHand()
    {
        QFETCH(QVector<double>, moves);
        QFETCH(int, epochs);
        const std::vector<double> values(moves.begin(), moves.end());
        const auto found = epochsToSettle(values);
        QCOMPARE(found.has_value(), epochs >= 0);
        if (found)
            QCOMPARE(*found, int64_t{epochs});
    }
};

QTEST_APPLESS_MAIN(TestSettling)
#include "tst_settling.moc"
