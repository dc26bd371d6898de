// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/colour_map.h"
#include "ui/charts/base/field_colour.h"
#include "ui/theme.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace leap::ui;

namespace {

struct Lab {
    double lightness, a, b;
};

double linear(double part)
{
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

/// OKLab, the way back of core/base/colour_ramp.cpp's computation.
Lab labOf(const QColor& colour)
{
    const double r = linear(colour.redF()), g = linear(colour.greenF()), b = linear(colour.blueF());
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

double distance(const QColor& one, const QColor& other)
{
    const Lab a = labOf(one), b = labOf(other);
    return std::hypot(a.lightness - b.lightness, a.a - b.a, a.b - b.b);
}

} // namespace

class TestColours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lightnessRisesEvenly()
    {
        const auto& table = ColourMap::table();
        const double first = labOf(QColor::fromRgb(table.front())).lightness;
        const double last = labOf(QColor::fromRgb(table.back())).lightness;
        QVERIFY(last - first > 0.6);
        for (size_t level = 0; level < table.size(); ++level) {
            const double even = first + (last - first) * static_cast<double>(level) / (table.size() - 1);
            QVERIFY(std::abs(labOf(QColor::fromRgb(table[level])).lightness - even) < 0.01);
            QCOMPARE(qAlpha(table[level]), 255);
        }
    }

    void neighboursAreCloseEverywhere()
    {
        const auto& table = ColourMap::table();
        for (size_t level = 1; level < table.size(); ++level)
            QVERIFY(distance(QColor::fromRgb(table[level]), QColor::fromRgb(table[level - 1])) < 0.02);
    }

    void levelsOfValues()
    {
        QCOMPARE(ColourMap::level(0), 0);
        QCOMPARE(ColourMap::level(1), 255);
        QCOMPARE(ColourMap::level(-2), 0);
        QCOMPARE(ColourMap::level(9), 255);
        QCOMPARE(ColourMap::level(0.5), 128);
        QCOMPARE(ColourMap::level(std::numeric_limits<double>::quiet_NaN()), -1);
    }

    void fieldColours_data()
    {
        QTest::addColumn<Appearance>("appearance");
        QTest::newRow("light") << Appearance::Light;
        QTest::newRow("dark") << Appearance::Dark;
    }
    void fieldColours()
    {
        QFETCH(Appearance, appearance);
        applyAppearance(appearance);
        const QPalette palette = QApplication::palette();
        for (int field = 0; field < kFieldColours; ++field) {
            const QColor colour = fieldColour(field, palette);
            QVERIFY2(contrast(colour, palette.color(QPalette::Base)) >= 3, qPrintable(colour.name()));
            QCOMPARE(fieldColour(field + kFieldColours, palette), colour);
            for (int other = 0; other < field; ++other)
                QVERIFY(distance(colour, fieldColour(other, palette)) > 0.12);
        }
    }

    void equalColoursDifferInDashes()
    {
        QVERIFY(fieldDashes(0).isEmpty());
        QVERIFY(fieldDashes(0) != fieldDashes(kFieldColours));
        QVERIFY(fieldDashes(kFieldColours) != fieldDashes(2 * kFieldColours));
        QCOMPARE(fieldDashes(-1), fieldDashes(0));
    }

    void contrastAndInk()
    {
        QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 1e-6);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        QCOMPARE(textOn(QColor(0x25, 0x63, 0xb8)), QColor(Qt::white));
        QCOMPARE(textOn(Qt::yellow), QColor(Qt::black));
        QCOMPARE(blended(Qt::black, Qt::white, 1), QColor::fromRgbF(1, 1, 1));
    }
};

QTEST_MAIN(TestColours)
#include "tst_colours.moc"
