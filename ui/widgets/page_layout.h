// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

class QWidget;

namespace leap::ui {

/// What every page looks like from far: its message above its content, with the same room around.
void layOutPage(QWidget* page, QWidget* message, QWidget* content);

/// Two parts with a handle between them; neither can be closed. @param shares in grid units
[[nodiscard]] QWidget* makeSplit(Qt::Orientation direction, QWidget* first, int firstShare, QWidget* second,
                                 int secondShare, QWidget* parent);

} // namespace leap::ui
