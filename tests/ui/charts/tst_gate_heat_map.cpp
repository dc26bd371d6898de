// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/charts/paint_probe.h"
#include "tests/ui/charts/sample_course.h"
#include "ui/charts/gates/gate_heat_map.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>

#include <limits>
#include <memory>

using namespace leap;
using namespace leap::ui;

namespace {

std::shared_ptr<const Trajectory> courseOf(int64_t fields, std::vector<float> gates)
{
    auto course = std::make_shared<Trajectory>();
    course->fields = fields;
    for (size_t point = 0; point < gates.size() / static_cast<size_t>(fields); ++point)
        course->steps.push_back(1 + static_cast<int64_t>(point));
    course->gates = std::move(gates);
    return course;
}

std::unique_ptr<GateHeatMap> mapOf(int fields, int points, int stride = 1)
{
    auto map = std::make_unique<GateHeatMap>();
    map->setFields(sampleNames(fields));
    map->setCourse(sampleCourse(fields, points, stride));
    map->resize(640, 360);
    return map;
}

void wheel(QWidget& widget, const QPointF& at, int notches, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWheelEvent event(at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

class TestGateHeatMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyAppearance(Appearance::Light); }

    void paintsEverySize_data()
    {
        QTest::addColumn<int>("fields");
        QTest::addColumn<int>("points");
        for (const int fields : {0, 1, 500}) {
            for (const int points : {0, 1, 2000})
                QTest::addRow("%d fields, %d points", fields, points) << fields << points;
        }
    }
    void paintsEverySize()
    {
        QFETCH(int, fields);
        QFETCH(int, points);
        GateHeatMap map;
        map.setFields(sampleNames(fields));
        map.setCourse(sampleCourse(fields, points));
        map.resize(640, 360);
        QCOMPARE(map.hasData(), points > 0);
        QVERIFY(coloursIn(picture(map)) > 1); // a chart, or the word instead
        map.resize(10, 10);
        picture(map);
        const DarkLook dark;
        map.resize(640, 360);
        QVERIFY(coloursIn(picture(map)) > 1);
    }

    void nanIsPainted()
    {
        GateHeatMap map;
        map.setFields({"a", "b"});
        const float nan = std::numeric_limits<float>::quiet_NaN();
        map.setCourse(courseOf(2, {nan, 0.5F, nan, 0.5F}));
        map.resize(400, 200);
        QVERIFY(coloursIn(picture(map)) > 2);
        QCOMPARE(map.rows(), (QVector<int>{1, 0}));
        QVERIFY(map.tipAt(map.placeOf(0, 1)).contains("gate nan"));
    }

    void rowsAreSortedByTheGateNow()
    {
        GateHeatMap map;
        map.setFields({"a", "b", "c"});
        map.setCourse(courseOf(3, {0.9F, 0.9F, 0.9F, 0.1F, 0.9F, 0.5F}));
        QCOMPARE(map.rows(), (QVector<int>{1, 2, 0}));
    }

    void jitterDoesNotMoveRowsWhileLive()
    {
        GateHeatMap map;
        map.setFields({"a", "b"});
        map.setLive(true);
        map.setCourse(courseOf(2, {0.90F, 0.88F}));
        QCOMPARE(map.rows(), (QVector<int>{0, 1}));
        map.setCourse(courseOf(2, {0.90F, 0.88F, 0.88F, 0.91F}));
        QCOMPARE(map.rows(), (QVector<int>{0, 1}));
        map.sortRows(); // asked for
        QCOMPARE(map.rows(), (QVector<int>{1, 0}));
    }

    void aScrubbedMapIsNotSortedAnew()
    {
        GateHeatMap map;
        map.setFields({"a", "b"});
        map.setCourse(courseOf(2, {0.9F, 0.8F}));
        map.setCursor(1);
        QTest::qWait(2100); // longer than the pause between two sorts
        map.setCourse(courseOf(2, {0.9F, 0.8F, 0.1F, 0.9F}));
        QCOMPARE(map.rows(), (QVector<int>{0, 1}));
    }

    void aCourseOfOtherFieldsIsRefused()
    {
        GateHeatMap map;
        map.setFields({"a", "b"});
        map.setCourse(sampleCourse(3, 10));
        QVERIFY(!map.hasData());
    }

    void hitTesting()
    {
        const auto map = mapOf(26, 100);
        for (const int field : {0, 7, 25}) {
            QCOMPARE(map->fieldAt(map->placeOf(field, 50)), field);
            QVERIFY(map->tipAt(map->placeOf(field, 50))
                        .startsWith(sampleNames(26)[field] + QStringLiteral("\nstep 50\n")));
        }
        QCOMPARE(map->fieldAt({5, 2}), -1);
        QCOMPARE(map->fieldAt({300, 355}), -1);
        QVERIFY(map->tipAt({300, 358}).isEmpty());
    }

    void clickAndDragMoveTheCursor()
    {
        const auto map = mapOf(26, 100, 8);
        QSignalSpy moved(map.get(), &StepChart::cursorMoved);
        QTest::mousePress(map.get(), Qt::LeftButton, {}, map->placeOf(3, 1 + 8 * 20 + 4).toPoint());
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved.last().first().toLongLong(), 161);
        QTest::mouseMove(map.get(), map->placeOf(3, 1 + 8 * 60 + 4).toPoint());
        QCOMPARE(moved.last().first().toLongLong(), 481);
        QTest::mouseMove(map.get(), QPoint(5000, 50));
        QCOMPARE(moved.last().first().toLongLong(), 793); // the last recorded step
        QTest::mouseRelease(map.get(), Qt::LeftButton, {}, QPoint(5000, 50));
        const auto count = moved.size();
        QTest::mouseMove(map.get(), map->placeOf(3, 9).toPoint());
        QCOMPARE(moved.size(), count);
    }

    void keysMoveTheCursor()
    {
        const auto map = mapOf(26, 100, 8);
        QSignalSpy moved(map.get(), &StepChart::cursorMoved);
        QSignalSpy released(map.get(), &StepChart::cursorReleased);
        QTest::keyClick(map.get(), Qt::Key_Home);
        QCOMPARE(*map->cursorStep(), 1);
        QTest::keyClick(map.get(), Qt::Key_Right);
        QCOMPARE(*map->cursorStep(), 9);
        QTest::keyClick(map.get(), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(*map->cursorStep(), 89);
        QTest::keyClick(map.get(), Qt::Key_Left);
        QCOMPARE(*map->cursorStep(), 81);
        QTest::keyClick(map.get(), Qt::Key_End);
        QCOMPARE(*map->cursorStep(), 793);
        QTest::keyClick(map.get(), Qt::Key_Right);
        QCOMPARE(*map->cursorStep(), 793);
        QCOMPARE(moved.size(), 5);
        QTest::keyClick(map.get(), Qt::Key_Escape);
        QVERIFY(!map->cursorStep());
        QCOMPARE(released.size(), 1);
    }

    void aCursorFromOutsideIsNotSentBack()
    {
        const auto map = mapOf(5, 100);
        QSignalSpy moved(map.get(), &StepChart::cursorMoved);
        map->setCursor(50);
        QCOMPARE(moved.size(), 0);
        QVERIFY(map->accessibleDescription().contains("step 50"));
    }

    void clicksSelectRows()
    {
        const auto map = mapOf(26, 100);
        QSignalSpy changed(map.get(), &GateHeatMap::selectionChanged);
        const auto nameOf = [&](int row) {
            return QPoint(20, map->placeOf(map->rows()[row], 1).toPoint().y());
        };
        QTest::mouseClick(map.get(), Qt::LeftButton, {}, nameOf(2));
        QCOMPARE(map->selection(), (QVector<int>{map->rows()[2]}));
        QVERIFY(!map->cursorStep()); // names are next to the plot
        QTest::mouseClick(map.get(), Qt::LeftButton, Qt::ControlModifier, nameOf(5));
        QCOMPARE(map->selection(), (QVector<int>{map->rows()[2], map->rows()[5]}));
        QTest::mouseClick(map.get(), Qt::LeftButton, Qt::ShiftModifier, nameOf(3));
        QCOMPARE(map->selection(), (QVector<int>{map->rows()[5], map->rows()[4], map->rows()[3]}));
        QTest::mouseClick(map.get(), Qt::LeftButton, {}, nameOf(4));
        QTest::mouseClick(map.get(), Qt::LeftButton, Qt::ControlModifier, nameOf(4));
        QVERIFY(map->selection().isEmpty());
        QCOMPARE(changed.size(), 5);
        map->setSelection({1});
        QCOMPARE(changed.size(), 5);
    }

    void keysWalkThroughRows()
    {
        const auto map = mapOf(26, 100);
        QTest::keyClick(map.get(), Qt::Key_Down);
        QCOMPARE(map->selection(), (QVector<int>{map->rows()[0]}));
        QTest::keyClick(map.get(), Qt::Key_PageDown);
        QCOMPARE(map->selection(), (QVector<int>{map->rows()[10]}));
        QVERIFY(map->accessibleDescription().startsWith(sampleNames(26)[map->rows()[10]]));
        QTest::keyClick(map.get(), Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(map->selection(), (QVector<int>{map->rows()[10], map->rows()[9]}));
        QTest::keyClick(map.get(), Qt::Key_PageDown);
        QTest::keyClick(map.get(), Qt::Key_PageDown);
        QTest::keyClick(map.get(), Qt::Key_PageDown);
        QCOMPARE(map->selection(), (QVector<int>{map->rows()[25]}));
    }

    void wheelZoomsRowsAndSteps()
    {
        const auto map = mapOf(500, 200);
        const QPointF at = map->placeOf(map->rows()[250], 100);
        const int under = map->fieldAt(at);
        QSignalSpy shown(map.get(), &StepChart::stepsShown);
        wheel(*map, at, 5);
        QVERIFY(map->rowsInView().zoomed());
        QVERIFY(!map->steps().zoomed());
        QCOMPARE(map->fieldAt(at), under);
        QCOMPARE(shown.size(), 0);
        wheel(*map, at, 3, Qt::ControlModifier);
        QVERIFY(map->steps().zoomed());
        QCOMPARE(shown.size(), 1);
        const double begin = map->steps().begin();
        wheel(*map, at, -1, Qt::ShiftModifier);
        QVERIFY(map->steps().begin() > begin);
        QVERIFY(coloursIn(picture(*map)) > 2);
        QTest::keyClick(map.get(), Qt::Key_0);
        QVERIFY(!map->rowsInView().zoomed() && !map->steps().zoomed());
    }

    void aMovedViewStaysWhereItIs()
    {
        auto map = mapOf(26, 100);
        map->showSteps(20, 40);
        QSignalSpy shown(map.get(), &StepChart::stepsShown);
        map->setCourse(sampleCourse(26, 900));
        QCOMPARE(map->steps().begin(), 20.0);
        QCOMPARE(map->steps().end(), 40.0);
        QCOMPARE(map->steps().wholeEnd(), 900.0);
        QCOMPARE(shown.size(), 0);
    }

    void scrollBarMovesTheView()
    {
        auto map = mapOf(26, 100);
        map->show();
        map->showSteps(20, 40);
        QSignalSpy shown(map.get(), &StepChart::stepsShown);
        const auto bars = map->findChildren<QScrollBar*>();
        const auto visible =
            std::find_if(bars.begin(), bars.end(), [](auto* bar) { return bar->isVisible(); });
        QVERIFY(visible != bars.end());
        (*visible)->setValue((*visible)->maximum());
        QCOMPARE(shown.size(), 1);
        QVERIFY(std::abs(map->steps().end() - 100) < 1e-3);
    }

    void filterHidesRows()
    {
        const auto map = mapOf(26, 100);
        map->setShownFields({3, 9, 99, -1});
        QCOMPARE(map->rows().size(), 2);
        QVERIFY(map->rows().contains(3) && map->rows().contains(9));
        QVERIFY(coloursIn(picture(*map)) > 2);
        map->setShownFields({});
        QVERIFY(map->rows().isEmpty());
        picture(*map);
        QTest::keyClick(map.get(), Qt::Key_Down);
        map->showAllFields();
        QCOMPARE(map->rows().size(), 26);
    }

    void axisGrowsWhileLiveAndEndsWithTheRun()
    {
        auto map = mapOf(5, 101);
        QCOMPARE(map->steps().wholeEnd(), 101.0);
        map->setLive(true);
        QCOMPARE(map->steps().wholeEnd(), 125.0);
        map->setStepPlan({50, 110});
        QCOMPARE(map->steps().wholeEnd(), 110.0);
        map->setLive(false);
        QCOMPARE(map->steps().wholeEnd(), 101.0);
    }

    void marksAreFound()
    {
        auto map = mapOf(5, 100);
        map->setMarks({{40, QStringLiteral("alpha 0.01 -> 0.02")}});
        const QPointF at(map->placeOf(0, 41).x(), 40);
        QVERIFY(map->tipAt(at).startsWith("alpha 0.01 -> 0.02\nstep 40"));
    }

    void courseThatGrowsWithOtherFieldsIsNotShown()
    {
        const auto grow = [](Trajectory& course, int64_t step, size_t fields) {
            course.fields = static_cast<int64_t>(fields);
            course.steps.push_back(step);
            for (auto* values : {&course.gates, &course.divergence, &course.lambda})
                values->insert(values->end(), fields, 0.5F);
        };
        GateHeatMap map;
        map.resize(640, 360);
        map.setFields(sampleNames(3));
        const auto course = std::make_shared<Trajectory>();
        map.setCourse(course); // empty yet: fits any fields
        grow(*course, 1, 5);
        map.setNow(1, QVector<double>(5, 0.5));
        map.setNow(2, QVector<double>(3, 0.5));
        QVERIFY(!map.hasData());
        picture(map);
        QCOMPARE(map.fieldAt(map.rect().center()), -1);
        QVERIFY(map.tipAt(map.rect().center()).isEmpty());
        QTest::keyClick(&map, Qt::Key_Down);
        QTest::keyClick(&map, Qt::Key_Right);
        map.setFields(sampleNames(5));
        map.setCourse(course);
        QVERIFY(map.hasData());
        QVERIFY(map.fieldAt(map.placeOf(0, 1)) >= 0);
    }

    void startsAfreshWithOtherFields()
    {
        auto map = mapOf(26, 100);
        map->setSelection({25});
        map->setFields(sampleNames(3));
        QVERIFY(!map->hasData());
        QVERIFY(map->selection().isEmpty());
        QCOMPARE(map->fieldAt({300, 100}), -1);
        QTest::keyClick(map.get(), Qt::Key_Right);
        QTest::keyClick(map.get(), Qt::Key_Down);
        QTest::mouseClick(map.get(), Qt::LeftButton, {}, {300, 100});
        QVERIFY(!map->cursorStep());
    }
};

QTEST_MAIN(TestGateHeatMap)
#include "tst_gate_heat_map.moc"
