// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/decimate.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace leap::ui;

namespace {

QVector<QPointF> ramp(int count)
{
    QVector<QPointF> points;
    for (int at = 0; at < count; ++at)
        points.append({static_cast<double>(at), at * 0.001});
    return points;
}

const double kNan = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TestDecimate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fewPointsStayAsTheyAre()
    {
        QVERIFY(decimated({}, 0, 1, 100).isEmpty());
        QCOMPARE(decimated({{3, 4}}, 0, 10, 100), (QVector<QPointF>{{3, 4}}));
        QCOMPARE(decimated(ramp(200), 0, 199, 100), ramp(200));
    }

    void staysWithinItsBound_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("columns");
        for (const int count : {203, 2000, 100'000}) {
            for (const int columns : {1, 2, 7, 100, 640})
                QTest::addRow("%d points, %d columns", count, columns) << count << columns;
        }
    }
    void staysWithinItsBound()
    {
        QFETCH(int, count);
        QFETCH(int, columns);
        QVector<QPointF> points = ramp(count);
        for (int at = 0; at < count; ++at)
            points[at].setY(std::sin(at * 12.9898) * 43758);
        const QVector<QPointF> thin = decimated(points, 0, count - 1, columns);
        QVERIFY(thin.size() <= 2 * columns + 4);
        QVERIFY(thin.size() >= std::min(count, columns));
        QCOMPARE(thin.first(), points.first());
        QCOMPARE(thin.last(), points.last());
        QVERIFY(std::is_sorted(thin.begin(), thin.end(), [](auto& a, auto& b) { return a.x() < b.x(); }));
    }

    void keepsSpikes()
    {
        QVector<QPointF> points = ramp(10'000);
        points[4321].setY(50);
        points[4322].setY(-50);
        points[9000].setY(7);
        const QVector<QPointF> thin = decimated(points, 0, 9999, 100);
        QVERIFY(thin.contains(QPointF(4321, 50)));
        QVERIFY(thin.contains(QPointF(4322, -50)));
        QVERIFY(thin.contains(QPointF(9000, 7)));
        QVERIFY(thin.indexOf(QPointF(4321, 50)) < thin.indexOf(QPointF(4322, -50)));
    }

    void cutsTheLineAtTheView()
    {
        const QVector<QPointF> thin = decimated(ramp(10'000), 100.5, 9000.5, 50);
        QCOMPARE(thin.first(), QPointF(100.5, 0.1005));
        QCOMPARE(thin[1].x(), 101.0);
        QCOMPARE(thin[thin.size() - 2].x(), 9000.0);
        QCOMPARE(thin.last(), QPointF(9000.5, 9.0005));
        QCOMPARE(decimated({{0, 0}, {10, 1}}, 4, 6, 50), (QVector<QPointF>{{4, 0.4}, {6, 0.6}}));
        QCOMPARE(decimated({{0, 0}, {4, 7}, {6, 8}, {10, 1}}, 4, 6, 50), (QVector<QPointF>{{4, 7}, {6, 8}}));
        QVERIFY(decimated({{0, 0}, {1, 1}}, 4, 6, 50).isEmpty());
        QVERIFY(decimated({{9, 0}, {10, 1}}, 4, 6, 50).isEmpty());
    }

    void leavesOutWhatIsNotFinite()
    {
        const QVector<QPointF> points{
            {1, kNan}, {2, 1}, {3, std::numeric_limits<double>::infinity()}, {4, 2}, {5, kNan}};
        QCOMPARE(decimated(points, 0, 10, 100), (QVector<QPointF>{{2, 1}, {4, 2}}));
        QVERIFY(decimated({{1, kNan}}, 0, 10, 100).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestDecimate)
#include "tst_decimate.moc"
