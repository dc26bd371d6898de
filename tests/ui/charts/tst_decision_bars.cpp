// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/charts/paint_probe.h"
#include "ui/charts/decision/decision_bars.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

#include <limits>

using namespace leap;
using namespace leap::ui;

namespace {

QVector<DecisionBar> barsOf(const QVector<double>& gates)
{
    QVector<DecisionBar> bars;
    for (int field = 0; field < gates.size(); ++field)
        bars.append({field, QStringLiteral("field_%1").arg(field), gates[field],
                     gates[field] > 0.5 ? Verdict::Keep : Verdict::Drop, false, QStringLiteral("because")});
    return bars;
}

QVector<double> falling(int count)
{
    QVector<double> gates;
    for (int at = 0; at < count; ++at)
        gates.append(1.0 - static_cast<double>(at) / std::max(count, 1));
    return gates;
}

} // namespace

class TestDecisionBars : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyAppearance(Appearance::Light); }

    void paintsEverySize_data()
    {
        QTest::addColumn<int>("fields");
        for (const int fields : {0, 1, 26, 500})
            QTest::addRow("%d fields", fields) << fields;
    }
    void paintsEverySize()
    {
        QFETCH(int, fields);
        DecisionBars chart;
        QVector<DecisionBar> bars = barsOf(falling(fields));
        if (fields > 1) {
            bars[0].verdict = Verdict::Uncertain;
            bars[1].forced = true;
            bars[1].gate = std::numeric_limits<double>::quiet_NaN();
        }
        chart.setBars(bars);
        chart.resize(560, 300);
        QVERIFY(coloursIn(picture(chart)) > 1);
        chart.resize(10, 10);
        picture(chart);
        const DarkLook dark;
        chart.resize(560, 300);
        QVERIFY(coloursIn(picture(chart)) > 1);
    }

    void sortedWithNanLast()
    {
        DecisionBars chart;
        chart.setBars(barsOf({0.2, std::numeric_limits<double>::quiet_NaN(), 0.9, 0.2}));
        QCOMPARE(chart.order(), (QVector<int>{2, 0, 3, 1}));
    }

    void theLineIsDragged()
    {
        DecisionBars chart;
        chart.resize(560, 300);
        chart.setBars(barsOf({0.9, 0.1}));
        QSignalSpy changed(&chart, &DecisionBars::thresholdChanged);
        const double half = chart.thresholdX();
        chart.setThreshold(0.75);
        const double further = chart.thresholdX();
        chart.setThreshold(0.5);
        QCOMPARE(changed.size(), 0);
        const int y = 100;
        QTest::mousePress(&chart, Qt::LeftButton, {}, QPoint(static_cast<int>(half), y));
        QTest::mouseMove(&chart, QPoint(static_cast<int>(further), y));
        QVERIFY(std::abs(chart.threshold() - 0.75) < 0.015);
        QTest::mouseMove(&chart, QPoint(5000, y));
        QCOMPARE(chart.threshold(), 1.0);
        QTest::mouseMove(&chart, QPoint(-50, y));
        QCOMPARE(chart.threshold(), 0.0);
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, QPoint(-50, y));
        QCOMPARE(changed.size(), 3);
        QTest::mouseMove(&chart, QPoint(static_cast<int>(half), y));
        QCOMPARE(chart.threshold(), 0.0);
    }

    void aClickBesideTheLineMovesNothing()
    {
        DecisionBars chart;
        chart.resize(560, 300);
        chart.setBars(barsOf({0.9, 0.1}));
        QSignalSpy changed(&chart, &DecisionBars::thresholdChanged);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, QPoint(static_cast<int>(chart.thresholdX()) + 30, 60));
        QCOMPARE(changed.size(), 0);
        QCOMPARE(chart.selection().size(), 1);
    }

    void keysMoveTheLine()
    {
        DecisionBars chart;
        chart.setBars(barsOf({0.9, 0.1}));
        QSignalSpy changed(&chart, &DecisionBars::thresholdChanged);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.threshold(), 0.51);
        QTest::keyClick(&chart, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(chart.threshold(), 0.41);
        QCOMPARE(changed.size(), 2);
        chart.setThresholdShown(false);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(changed.size(), 2);
    }

    void keysAndClicksSelectRows()
    {
        DecisionBars chart;
        chart.resize(560, 300);
        chart.setBars(barsOf(falling(500)));
        QSignalSpy changed(&chart, &DecisionBars::selectionChanged);
        QTest::keyClick(&chart, Qt::Key_Down);
        QCOMPARE(chart.selection(), (QVector<int>{0}));
        QTest::keyClick(&chart, Qt::Key_End);
        QCOMPARE(chart.selection(), (QVector<int>{499}));
        QCOMPARE(chart.fieldAt({20, 290}), 499); // scrolled into view
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(chart.fieldAt({20, 45}), 0);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, {20, 45});
        QCOMPARE(chart.selection(), (QVector<int>{0}));
        QCOMPARE(changed.size(), 3);
        QVERIFY(chart.accessibleDescription().startsWith("field_0, gate 1.00, keep"));
    }

    void longListsScroll()
    {
        DecisionBars chart;
        chart.resize(560, 300);
        chart.show();
        chart.setBars(barsOf(falling(500)));
        const auto* bar = chart.findChild<QScrollBar*>();
        QVERIFY(bar && bar->isVisible());
        chart.setBars(barsOf(falling(3)));
        QVERIFY(!bar->isVisible());
        QVERIFY(chart.paperSize().height() < 300);
        chart.setBars(barsOf(falling(500)));
        QVERIFY(chart.paperSize().height() > 500 * 16); // an export shows every row
    }

    void newVerdictsKeepTheScrolledPlace()
    {
        DecisionBars chart;
        chart.resize(560, 300);
        chart.setBars(barsOf(falling(500)));
        QTest::keyClick(&chart, Qt::Key_End);
        const int seen = chart.fieldAt({20, 150});
        QVector<DecisionBar> bars = barsOf(falling(500));
        for (DecisionBar& bar : bars)
            bar.verdict = Verdict::Drop;
        chart.setBars(bars);
        QCOMPARE(chart.fieldAt({20, 150}), seen);
    }

    void saysTheVerdictInWords()
    {
        DecisionBars chart;
        chart.resize(560, 300);
        QVector<DecisionBar> bars = barsOf({0.9});
        bars[0].verdict = Verdict::Drop;
        bars[0].forced = true;
        chart.setBars(bars);
        QCOMPARE(chart.tipAt({20, 45}), QStringLiteral("field_0: drop (forced)\ngate 0.9000\nbecause"));
        QCOMPARE(chart.accessibleDescription(),
                 QStringLiteral("0 keep, 1 drop, 0 uncertain. Threshold .50."));
    }
};

QTEST_MAIN(TestDecisionBars)
#include "tst_decision_bars.moc"
