// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/charts/sample_course.h"
#include "ui/charts/base/colour_map.h"
#include "ui/charts/gates/heat_image.h"

#include <QElapsedTimer>
#include <QtTest>

#include <limits>
#include <numeric>

using namespace leap;
using namespace leap::ui;

namespace {

constexpr QRgb kMissing = 0xff123456;
constexpr QRgb kNothing = 0;

/// Points at steps 1, 1 + stride, ... ; gates [T, F].
Trajectory courseOf(int64_t fields, int64_t stride, std::vector<float> gates)
{
    Trajectory course;
    course.fields = fields;
    course.stride = stride;
    for (size_t point = 0; point < gates.size() / static_cast<size_t>(fields); ++point)
        course.steps.push_back(1 + static_cast<int64_t>(point) * stride);
    course.gates = std::move(gates);
    return course;
}

HeatWindow wholeOf(const Trajectory& course, double lastStep, const QSize& pixels)
{
    HeatWindow window;
    window.rows.resize(static_cast<int>(course.fields));
    std::iota(window.rows.begin(), window.rows.end(), 0);
    window.lastRow = static_cast<double>(course.fields);
    window.lastStep = lastStep;
    window.pixels = pixels;
    window.missing = kMissing;
    return window;
}

} // namespace

class TestHeatImage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onePixelACell()
    {
        const Trajectory course = courseOf(2, 1, {0.0F, 1.0F, 0.25F, 0.75F, 0.5F, 0.5F});
        HeatWindow window = wholeOf(course, 3, {3, 2});
        window.rows = {1, 0};
        const QImage image = heatImage(course, 3, window);
        for (int step = 0; step < 3; ++step) {
            const auto at = static_cast<size_t>(step) * 2;
            QCOMPARE(image.pixel(step, 0), ColourMap::at(static_cast<double>(course.gates[at + 1])));
            QCOMPARE(image.pixel(step, 1), ColourMap::at(static_cast<double>(course.gates[at])));
        }
    }

    void pixelsBeyondTheLastStepAreEmpty()
    {
        const Trajectory course = courseOf(1, 2, {0.0F, 1.0F}); // steps 1, 3
        const QImage image = heatImage(course, 4, wholeOf(course, 6, {6, 1}));
        QCOMPARE(image.pixel(0, 0), ColourMap::at(0));
        QCOMPARE(image.pixel(1, 0), ColourMap::at(0)); // step 2 still is as step 1 was
        QCOMPARE(image.pixel(2, 0), ColourMap::at(1));
        QCOMPARE(image.pixel(3, 0), ColourMap::at(1));
        QCOMPARE(image.pixel(4, 0), kNothing);
        QCOMPARE(image.pixel(5, 0), kNothing);
    }

    void aPixelIsTheMeanOfWhatLiesBehindIt()
    {
        const Trajectory course = courseOf(2, 1, {0.0F, 1.0F, 0.2F, 0.8F, 0.4F, 0.2F, 0.6F, 0.0F});
        const QImage perTime = heatImage(course, 4, wholeOf(course, 4, {1, 2}));
        QCOMPARE(perTime.pixel(0, 0), ColourMap::at(0.3));
        QCOMPARE(perTime.pixel(0, 1), ColourMap::at(0.5));
        const QImage perRow = heatImage(course, 4, wholeOf(course, 4, {4, 1}));
        QCOMPARE(perRow.pixel(0, 0), ColourMap::at(0.5));
        QCOMPARE(perRow.pixel(3, 0), ColourMap::at(0.3));
    }

    void onlyTheWindowIsDrawn()
    {
        const Trajectory course = courseOf(3, 1, {0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F});
        HeatWindow window = wholeOf(course, 2, {1, 1});
        window.firstRow = 1;
        window.lastRow = 2;
        window.firstStep = 1;
        QCOMPARE(heatImage(course, 2, window).pixel(0, 0), ColourMap::at(0.5));
    }

    void nanIsMissingNotZero()
    {
        const Trajectory course = courseOf(2, 1, {std::numeric_limits<float>::quiet_NaN(), 0.5F});
        const QImage image = heatImage(course, 1, wholeOf(course, 1, {1, 2}));
        QCOMPARE(image.pixel(0, 0), kMissing);
        QCOMPARE(image.pixel(0, 1), ColourMap::at(0.5));
    }

    void nothingToDraw()
    {
        const Trajectory empty;
        HeatWindow window;
        window.pixels = {4, 4};
        const QImage image = heatImage(empty, 0, window);
        QCOMPARE(image.size(), QSize(4, 4));
        QCOMPARE(image.pixel(2, 2), kNothing);
        const Trajectory course = courseOf(1, 1, {0.5F});
        QVERIFY(heatImage(course, 1, wholeOf(course, 1, {0, 0})).isNull());
        HeatWindow noRows = wholeOf(course, 1, {4, 4});
        noRows.rows.clear();
        QCOMPARE(heatImage(course, 1, noRows).pixel(0, 0), kNothing);
    }

    void stepsNeedNotBeEvenlySpaced()
    {
        Trajectory course = courseOf(1, 1, {0.0F, 0.5F, 1.0F});
        course.steps = {1, 2, 9};
        const QImage image = heatImage(course, 10, wholeOf(course, 10, {10, 1}));
        QCOMPARE(image.pixel(1, 0), ColourMap::at(0.5));
        QCOMPARE(image.pixel(7, 0), ColourMap::at(0.5));
        QCOMPARE(image.pixel(8, 0), ColourMap::at(1));
    }

    void fiveHundredFieldsInAFrame()
    {
        const auto course = sampleCourse(500, 2000);
        const HeatWindow window = wholeOf(*course, 2000, {1600, 800});
        qint64 best = std::numeric_limits<qint64>::max();
        for (int round = 0; round < 7; ++round) {
            QElapsedTimer timer;
            timer.start();
            const QImage image = heatImage(*course, 2000, window);
            best = std::min(best, timer.nsecsElapsed());
            QVERIFY(!image.isNull());
        }
        qInfo("500 fields x 2000 points into 1600 x 800 pixels: %.1f ms", static_cast<double>(best) / 1e6);
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__)
        constexpr qint64 kThreeFrames = 50'000'000; // ns: a busy machine must not fail
        QVERIFY(best < kThreeFrames);
#endif
    }
};

QTEST_MAIN(TestHeatImage)
#include "tst_heat_image.moc"
