// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace leap::ui {

/// What every page looks like from far: its message above its content, with the same room around.
void layOutPage(QWidget* page, QWidget* message, QWidget* content);

} // namespace leap::ui
