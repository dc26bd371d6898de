// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/charts/paint_probe.h"
#include "ui/charts/base/line_chart.h"

#include <QSignalSpy>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace leap::ui;

namespace {

QVector<QPointF> wave(int count, double phase = 0)
{
    QVector<QPointF> points;
    for (int at = 0; at < count; ++at)
        points.append({1.0 + at, 0.5 + 0.5 * std::sin(at * 0.01 + phase)});
    return points;
}

} // namespace

class TestLineChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyAppearance(Appearance::Light); }

    void paintsEverySize_data()
    {
        QTest::addColumn<int>("series");
        QTest::addColumn<int>("points");
        for (const int series : {0, 1, 40}) {
            for (const int points : {0, 1, 2000})
                QTest::addRow("%d lines, %d points", series, points) << series << points;
        }
    }
    void paintsEverySize()
    {
        QFETCH(int, series);
        QFETCH(int, points);
        LineChart chart;
        for (int id = 0; id < series; ++id)
            QVERIFY(chart.setSeries(id, QStringLiteral("field_%1").arg(id), id, wave(points, id)));
        chart.resize(480, 240);
        QCOMPARE(chart.hasData(), series > 0 && points > 0);
        QVERIFY(coloursIn(picture(chart)) > 1);
        chart.resize(10, 10);
        picture(chart);
        const DarkLook dark;
        chart.resize(480, 240);
        chart.setLive(true);
        QVERIFY(coloursIn(picture(chart)) > 1);
    }

    void aLineIsDrawnInItsColour()
    {
        LineChart chart;
        chart.resize(480, 240);
        chart.setValueRange(0, 1);
        chart.setSeries(0, QStringLiteral("a"), 0, {{1, 0.5}, {100, 0.5}});
        chart.setLive(true); // no smoothing: pure colour
        const QImage image = picture(chart);
        const QRgb colour = 0xff1b68c0; // the first field's, on light
        int longest = 0;
        for (int y = 0; y < image.height(); ++y) {
            int run = 0;
            for (int x = 0; x < image.width(); ++x)
                run += image.pixel(x, y) == colour ? 1 : 0;
            longest = std::max(longest, run);
        }
        QVERIFY2(longest > 300, qPrintable(QString::number(longest)));
    }

    void linesAreThinnedToThePlot()
    {
        LineChart chart;
        chart.resize(300, 200);
        QVector<QPointF> points = wave(20'000);
        points[12'345].setY(9);
        chart.setSeries(7, QStringLiteral("a"), 7, points);
        picture(chart);
        const QVector<QPointF> drawn = chart.drawnPoints(7);
        QVERIFY(drawn.size() <= 2 * 300 + 4);
        QVERIFY(drawn.size() > 200);
        QVERIFY(drawn.contains(points[12'345]));
        QCOMPARE(drawn.last(), points.last());
    }

    void liveLinesAreThinnedTwiceAsFar()
    {
        LineChart chart;
        chart.resize(300, 200);
        chart.setSeries(0, QStringLiteral("a"), 0, wave(20'000));
        picture(chart);
        const auto still = chart.drawnPoints(0).size();
        chart.setLive(true);
        picture(chart);
        QVERIFY(chart.drawnPoints(0).size() <= still / 2 + 4);
        chart.setLive(false);
        picture(chart);
        QCOMPARE(chart.drawnPoints(0).size(), still);
    }

    void aZoomedLineIsThinnedAnew()
    {
        LineChart chart;
        chart.resize(300, 200);
        const QVector<QPointF> points = wave(20'000);
        chart.setSeries(0, QStringLiteral("a"), 0, points);
        picture(chart);
        chart.showSteps(1000, 1100);
        picture(chart);
        QCOMPARE(chart.drawnPoints(0), points.mid(999, 101));
    }

    void theExportDoesNotSpoilTheScreen()
    {
        LineChart chart;
        chart.resize(300, 200);
        chart.setSeries(0, QStringLiteral("a"), 0, wave(20'000));
        const QImage before = picture(chart);
        QImage paper(1200, 800, QImage::Format_RGB32);
        QPainter painter(&paper);
        chart.paintOn(painter, QRectF(0, 0, 1200, 800), chart.palette(), true);
        painter.end();
        QCOMPARE(picture(chart), before);
    }

    void notMoreThanForty()
    {
        LineChart chart;
        for (int id = 0; id < LineChart::kMostSeries; ++id)
            QVERIFY(chart.setSeries(id, QString::number(id), id, wave(3)));
        QVERIFY(!chart.setSeries(40, QStringLiteral("one too many"), 40, wave(3)));
        QVERIFY(chart.setSeries(3, QStringLiteral("known"), 3, wave(9)));
        chart.removeSeries(5);
        chart.removeSeries(5);
        QVERIFY(chart.setSeries(40, QStringLiteral("has room now"), 40, wave(3)));
        QCOMPARE(chart.seriesIds().size(), 40);
        chart.clearSeries();
        QVERIFY(chart.seriesIds().isEmpty());
        QVERIFY(!chart.hasData());
    }

    void rangeGrowsAtOnceAndShrinksLate()
    {
        LineChart chart;
        chart.resize(400, 200);
        const auto rangeWith = [&](double high) {
            chart.setSeries(0, QStringLiteral("a"), 0, {{1, 0}, {2, high}});
            picture(chart);
            return chart.valueRange();
        };
        QCOMPARE(rangeWith(10), (NiceRange{0, 10}));
        QCOMPARE(rangeWith(13), (NiceRange{0, 15}));
        QCOMPARE(rangeWith(9), (NiceRange{0, 15}));
        QCOMPARE(rangeWith(5), (NiceRange{0, 5}));
    }

    void aFixedRangeStays()
    {
        LineChart chart;
        chart.resize(400, 200);
        chart.setValueRange(0, 1);
        chart.setSeries(0, QStringLiteral("a"), 0, {{1, -5}, {2, 7}});
        picture(chart);
        QCOMPARE(chart.valueRange(), (NiceRange{0, 1}));
    }

    void nanLeavesTheLineOut()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        LineChart chart;
        chart.resize(400, 200);
        chart.setSeries(0, QStringLiteral("a"), 0, {{1, nan}, {2, 0.5}, {3, nan}});
        picture(chart);
        QCOMPARE(chart.drawnPoints(0), (QVector<QPointF>{{2, 0.5}}));
        chart.setSeries(0, QStringLiteral("a"), 0, {{1, nan}});
        picture(chart);
    }

    void clickMovesTheCursorToTheNearestPoint()
    {
        LineChart chart;
        chart.resize(400, 200);
        chart.setSeries(0, QStringLiteral("a"), 0, {{10, 0.1}, {20, 0.2}, {30, 0.3}, {40, 0.4}});
        QSignalSpy moved(&chart, &StepChart::cursorMoved);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, {380, 100});
        QCOMPARE(moved.last().first().toLongLong(), 40);
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(moved.last().first().toLongLong(), 30);
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(moved.last().first().toLongLong(), 10);
    }

    void theLegendSaysTheValueAtTheCursor()
    {
        LineChart chart;
        chart.setSeries(0, QStringLiteral("loss"), 0, {{10, 0.5}, {20, 0.25}});
        QVERIFY(chart.accessibleDescription().contains("loss 0.25"));
        chart.setCursor(15);
        QVERIFY(chart.accessibleDescription().contains("loss 0.5"));
        chart.setCursor(5);
        QVERIFY(chart.accessibleDescription().contains(QStringLiteral("loss ") + QChar(0x2013)));
        chart.setCursor(std::nullopt);
        chart.setValueText([](double value) { return QStringLiteral("<%1>").arg(value); });
        QVERIFY(chart.accessibleDescription().contains("loss <0.25>"));
    }

    void theNearestLineIsNamed()
    {
        LineChart chart;
        chart.resize(400, 220);
        chart.setValueRange(0, 1);
        chart.setStepPlan({50, 0});
        chart.setSeries(0, QStringLiteral("low"), 0, {{1, 0.1}, {100, 0.1}});
        chart.setSeries(1, QStringLiteral("high"), 1, {{1, 0.9}, {100, 0.9}});
        QStringList seen;
        for (int y = 0; y < chart.height(); ++y) {
            const QString tip = chart.tipAt({200, static_cast<double>(y)});
            if (!tip.isEmpty() && !seen.contains(tip))
                seen.append(tip);
        }
        QCOMPARE(seen, (QStringList{"high\nstep 1 (epoch 1)\n0.9", "low\nstep 1 (epoch 1)\n0.1"}));
    }
};

QTEST_MAIN(TestLineChart)
#include "tst_line_chart.moc"
