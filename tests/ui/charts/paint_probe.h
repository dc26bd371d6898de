// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QApplication>
#include <QImage>
#include <QSet>
#include <QWidget>

namespace leap::ui {

/// The widget as it would be seen, on its window's ground.
inline QImage picture(QWidget& widget)
{
    QImage image(widget.size(), QImage::Format_RGB32);
    image.fill(widget.palette().color(QPalette::Window));
    widget.render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
    return image;
}

/// Different colours in it: 1 = nothing was drawn.
inline int coloursIn(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y));
    }
    return static_cast<int>(colours.size());
}

/// Light at the beginning and at the end of its life.
class DarkLook {
public:
    DarkLook() { applyAppearance(Appearance::Dark); }
    ~DarkLook() { applyAppearance(Appearance::Light); }
    DarkLook(const DarkLook&) = delete;
    DarkLook& operator=(const DarkLook&) = delete;
};

} // namespace leap::ui
