// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/base/field_colour.h"

#include "ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace leap::ui {
namespace {

constexpr std::array<QRgb, kFieldColours> kOnLight{0xff1b68c0, 0xffd56913, 0xff4b9771, 0xff8b507c,
                                                   0xff585925, 0xff8587c1, 0xff611601, 0xff01434f};
constexpr std::array<QRgb, kFieldColours> kOnDark{0xff557bfa, 0xffd78707, 0xff89fedf, 0xffa66e7c,
                                                  0xffdde311, 0xffb4b7ff, 0xfffaa296, 0xff0ea3c5};

double linear(double part)
{
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

} // namespace

QColor fieldColour(int field, const QPalette& palette)
{
    const auto index = static_cast<size_t>(std::max(field, 0) % kFieldColours);
    return QColor::fromRgb(isDark(palette) ? kOnDark[index] : kOnLight[index]);
}

QVector<qreal> fieldDashes(int field)
{
    static const std::array<QVector<qreal>, 4> kDashes{
        {QVector<qreal>{}, QVector<qreal>{7, 3}, QVector<qreal>{3, 3}, QVector<qreal>{9, 3, 2, 3}}};
    return kDashes[static_cast<size_t>(std::max(field, 0) / kFieldColours) % kDashes.size()];
}

QPen fieldPen(int field, const QPalette& palette, double width)
{
    QPen pen(fieldColour(field, palette), width);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    QVector<qreal> dashes = fieldDashes(field);
    if (dashes.isEmpty())
        return pen;
    for (qreal& dash : dashes)
        dash /= std::max(width, 1.0); // Qt measures dashes in pen widths
    pen.setDashPattern(dashes);
    return pen;
}

QColor textOn(const QColor& ground)
{
    return contrast(ground, Qt::black) >= contrast(ground, Qt::white) ? QColor(Qt::black) : QColor(Qt::white);
}

QColor blended(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](float from, float to) {
        return from + (to - from) * static_cast<float>(share);
    };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()),
                            part(a.blueF(), b.blueF()));
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace leap::ui
