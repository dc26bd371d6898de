// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/charts/paint_probe.h"
#include "ui/charts/fields/field_ruler.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

using namespace leap::ui;

namespace {

QVector<RulerField> rowOf(int fields, qint64 width)
{
    QVector<RulerField> row;
    for (int field = 0; field < fields; ++field)
        row.append({QStringLiteral("field_%1").arg(field), field * width, (field + 1) * width});
    return row;
}

} // namespace

class TestFieldRuler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyAppearance(Appearance::Light); }

    void paintsEverySize_data()
    {
        QTest::addColumn<int>("fields");
        QTest::addColumn<qint64>("width");
        QTest::newRow("none") << 0 << qint64{0};
        QTest::newRow("one column") << 1 << qint64{1};
        QTest::newRow("500 fields, 12,000 columns") << 500 << qint64{24};
    }
    void paintsEverySize()
    {
        QFETCH(int, fields);
        QFETCH(qint64, width);
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields(rowOf(fields, width), fields * width);
        QVERIFY(coloursIn(picture(ruler)) > 1);
        ruler.resize(10, 10);
        picture(ruler);
        const DarkLook dark;
        ruler.resize(800, 112);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(coloursIn(picture(ruler)) > 1);
        qInfo("painted in %.1f ms", static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }

    void drawnToScale()
    {
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields({{"scalar", 0, 1}, {"wide", 1, 257}}, 257);
        const double one = ruler.placeOf(1).x() - ruler.placeOf(0).x();
        const double many = ruler.placeOf(257).x() - ruler.placeOf(1).x();
        QVERIFY(std::abs(many / one - 256) < 1e-6);
        QCOMPARE(ruler.fieldAt(ruler.placeOf(0) + QPointF(one / 2, 0)), 0);
        QCOMPARE(ruler.fieldAt(ruler.placeOf(128)), 1);
        QCOMPARE(ruler.fieldAt({400, 110}), -1);
        QCOMPARE(ruler.tipAt(ruler.placeOf(128)), QStringLiteral("wide\ncolumns [1, 257)\nwidth 256"));
    }

    void faultsAreShownAndTold()
    {
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields({{"a", 0, 10}, {"b", 8, 20}, {"c", 30, 40}}, 40);
        QCOMPARE(ruler.faults().size(), 2);
        QVERIFY(ruler.tipAt(ruler.placeOf(9)).contains("columns [8, 10) belong to more than one field"));
        QVERIFY(ruler.tipAt(ruler.placeOf(25)).contains("columns [20, 30) belong to no field"));
        QVERIFY(ruler.accessibleDescription().contains("2 gaps or overlaps"));
        const QImage with = picture(ruler);
        ruler.setFields({{"a", 0, 10}, {"b", 10, 30}, {"c", 30, 40}}, 40);
        QVERIFY(picture(ruler) != with);
    }

    void aBorderIsDragged()
    {
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields(rowOf(4, 10), 40);
        QSignalSpy moved(&ruler, &FieldRuler::borderMoved);
        QCOMPARE(ruler.endAt(ruler.placeOf(20)), 1);
        QCOMPARE(ruler.endAt(ruler.placeOf(15)), -1);
        QTest::mousePress(&ruler, Qt::LeftButton, {}, ruler.placeOf(20).toPoint());
        QTest::mouseMove(&ruler, ruler.placeOf(23).toPoint());
        QCOMPARE(moved.size(), 0); // asked once, on release
        QTest::mouseRelease(&ruler, Qt::LeftButton, {}, ruler.placeOf(23).toPoint());
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved.last().at(0).toInt(), 1);
        QCOMPARE(moved.last().at(1).toInt(), 23);
        QVERIFY(ruler.selection().isEmpty());
    }

    void aBorderLeavesBothFieldsAColumn()
    {
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields(rowOf(4, 10), 40);
        QSignalSpy moved(&ruler, &FieldRuler::borderMoved);
        const auto drag = [&](int from, int to) {
            QTest::mousePress(&ruler, Qt::LeftButton, {}, ruler.placeOf(from).toPoint());
            QTest::mouseMove(&ruler, ruler.placeOf(to).toPoint());
            QTest::mouseRelease(&ruler, Qt::LeftButton, {}, ruler.placeOf(to).toPoint());
            return moved.last().at(1).toInt();
        };
        QCOMPARE(drag(20, 39), 29);
        QCOMPARE(drag(20, 2), 11);
        QCOMPARE(drag(40, 60), 11); // the last end cannot leave the row: no further signal
        QCOMPARE(moved.size(), 2);
    }

    void escapeGivesADragUp()
    {
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields(rowOf(4, 10), 40);
        QSignalSpy moved(&ruler, &FieldRuler::borderMoved);
        QTest::mousePress(&ruler, Qt::LeftButton, {}, ruler.placeOf(20).toPoint());
        QTest::mouseMove(&ruler, ruler.placeOf(23).toPoint());
        QTest::keyClick(&ruler, Qt::Key_Escape);
        QTest::mouseRelease(&ruler, Qt::LeftButton, {}, ruler.placeOf(23).toPoint());
        QCOMPARE(moved.size(), 0);
    }

    void aFixedRulerIsNotEdited()
    {
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields(rowOf(4, 10), 40);
        ruler.setEditable(false);
        QCOMPARE(ruler.endAt(ruler.placeOf(20)), -1);
        QSignalSpy moved(&ruler, &FieldRuler::borderMoved);
        ruler.setSelection({1});
        QTest::keyClick(&ruler, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(moved.size(), 0);
    }

    void selectsByMouseAndKey()
    {
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields(rowOf(4, 10), 40);
        QSignalSpy changed(&ruler, &FieldRuler::selectionChanged);
        QTest::mouseClick(&ruler, Qt::LeftButton, {}, ruler.placeOf(15).toPoint());
        QCOMPARE(ruler.selection(), (QVector<int>{1}));
        QTest::mouseClick(&ruler, Qt::LeftButton, Qt::ControlModifier, ruler.placeOf(35).toPoint());
        QCOMPARE(ruler.selection(), (QVector<int>{1, 3}));
        QTest::keyClick(&ruler, Qt::Key_Left);
        QCOMPARE(ruler.selection(), (QVector<int>{2}));
        QCOMPARE(changed.size(), 3);
        QSignalSpy moved(&ruler, &FieldRuler::borderMoved);
        QTest::keyClick(&ruler, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved.last().at(0).toInt(), 2);
        QCOMPARE(moved.last().at(1).toInt(), 31);
    }

    void zoomsAndPans()
    {
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields(rowOf(500, 24), 12'000);
        const QPointF at = ruler.placeOf(6000);
        QWheelEvent wheel(at, ruler.mapToGlobal(at), QPoint(), QPoint(0, 1200), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&ruler, &wheel);
        QVERIFY(ruler.columnsInView().zoomed());
        QVERIFY(std::abs(ruler.placeOf(6000).x() - at.x()) < 1e-6);
        const double begin = ruler.columnsInView().begin();
        const QPoint from = ruler.placeOf(6012).toPoint(); // the middle of a field
        QTest::mousePress(&ruler, Qt::LeftButton, {}, from);
        QTest::mouseMove(&ruler, from - QPoint(10, 0));
        QTest::mouseMove(&ruler, from - QPoint(200, 0));
        QTest::mouseRelease(&ruler, Qt::LeftButton, {}, from - QPoint(200, 0));
        QVERIFY(ruler.columnsInView().begin() > begin);
        QVERIFY(ruler.selection().isEmpty()); // a pan is no click
        QTest::keyClick(&ruler, Qt::Key_0);
        QVERIFY(!ruler.columnsInView().zoomed());
    }

    void revealMakesAFieldReadable()
    {
        FieldRuler ruler;
        ruler.resize(800, 112);
        ruler.setFields(rowOf(500, 24), 12'000);
        ruler.reveal(499);
        QVERIFY(ruler.columnsInView().end() >= 12'000);
        QVERIFY(ruler.placeOf(12'000).x() - ruler.placeOf(11'976).x() >= 50);
        ruler.reveal(500); // no such field
        ruler.reveal(-1);
    }

    void fieldsThatAreGoneAreNotSelected()
    {
        FieldRuler ruler;
        ruler.setFields(rowOf(4, 10), 40);
        ruler.setSelection({3});
        ruler.setFields(rowOf(2, 10), 20);
        QVERIFY(ruler.selection().isEmpty());
    }
};

QTEST_MAIN(TestFieldRuler)
#include "tst_field_ruler.moc"
