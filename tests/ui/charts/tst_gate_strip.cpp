// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/charts/paint_probe.h"
#include "tests/ui/charts/sample_course.h"
#include "ui/charts/gates/gate_strip.h"

#include <QSignalSpy>
#include <QtTest>

#include <limits>

using namespace leap::ui;

class TestGateStrip : public QObject {
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
        GateStrip strip;
        strip.setFields(sampleNames(fields));
        QVector<double> gates(fields, 0.99);
        if (fields > 1)
            gates[1] = std::numeric_limits<double>::quiet_NaN();
        strip.setGates(gates);
        strip.resize(640, 96);
        QCOMPARE(strip.hasData(), fields > 0);
        QVERIFY(coloursIn(picture(strip)) > 1);
        strip.resize(20, 20);
        picture(strip);
        const DarkLook dark;
        strip.resize(640, 96);
        QVERIFY(coloursIn(picture(strip)) > 1);
    }

    void dotsAreFoundUnderTheMouse()
    {
        GateStrip strip;
        strip.setFields({"a", "b", "c"});
        strip.setGates({0.1, 0.9, 0.9});
        strip.resize(640, 96);
        for (int field = 0; field < 3; ++field)
            QCOMPARE(strip.fieldAt(strip.placeOf(field)), field);
        QVERIFY(strip.placeOf(2).y() < strip.placeOf(1).y()); // stacked
        QCOMPARE(strip.placeOf(2).x(), strip.placeOf(1).x());
        QCOMPARE(strip.fieldAt({320, 40}), -1);
        QCOMPARE(strip.tipAt(strip.placeOf(0)), QStringLiteral("a\ngate 0.1000"));
        QVERIFY(strip.tipAt({320, 40}).isEmpty());
    }

    void clicksSelect()
    {
        GateStrip strip;
        strip.setFields({"a", "b", "c"});
        strip.setGates({0.1, 0.5, 0.9});
        strip.resize(640, 96);
        QSignalSpy changed(&strip, &GateStrip::selectionChanged);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.placeOf(2).toPoint());
        QCOMPARE(strip.selection(), (QVector<int>{2}));
        QTest::mouseClick(&strip, Qt::LeftButton, Qt::ControlModifier, strip.placeOf(0).toPoint());
        QCOMPARE(strip.selection(), (QVector<int>{2, 0}));
        QTest::mouseClick(&strip, Qt::LeftButton, Qt::ControlModifier, strip.placeOf(2).toPoint());
        QCOMPARE(strip.selection(), (QVector<int>{0}));
        QCOMPARE(changed.size(), 3);
    }

    void keysWalkByGate()
    {
        GateStrip strip;
        strip.setFields({"a", "b", "c"});
        strip.setGates({0.5, 0.9, 0.1});
        strip.resize(640, 96);
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.selection(), (QVector<int>{2}));
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.selection(), (QVector<int>{0}));
        QTest::keyClick(&strip, Qt::Key_Right);
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.selection(), (QVector<int>{1}));
        QTest::keyClick(&strip, Qt::Key_Left);
        QCOMPARE(strip.selection(), (QVector<int>{0}));
        QVERIFY(strip.accessibleDescription().startsWith("a, gate .50"));
    }

    void saysWhatItShows()
    {
        GateStrip strip;
        strip.setFields({"a", "b", "c"});
        strip.setGates({0.1, 0.6, 0.9});
        QVERIFY(strip.accessibleDescription().startsWith("2 of 3 gates above .50"));
        strip.setThreshold(0.7);
        strip.setCountText(QStringLiteral("3 of 3 settled"));
        QCOMPARE(strip.accessibleDescription(), QStringLiteral("1 of 3 gates above .70. 3 of 3 settled."));
    }

    void gatesOfOtherFieldsAreRefused()
    {
        GateStrip strip;
        strip.setFields({"a", "b"});
        strip.setGates({0.5});
        QVERIFY(!strip.hasData());
    }
};

QTEST_MAIN(TestGateStrip)
#include "tst_gate_strip.moc"
