// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/primary_button.h"

namespace leap::ui {

PrimaryButton::PrimaryButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent)
{
    setAutoDefault(true);
    setStyleSheet(
        QStringLiteral("QPushButton { background: palette(highlight); color: palette(highlighted-text); "
                       "border: 1px solid palette(highlight);"
                       " border-radius: 4px; padding: 6px 16px; font-weight: 600; }"
                       "QPushButton:hover { border-color: palette(window-text); }"
                       "QPushButton:focus { border: 2px solid palette(window-text); padding: 5px 15px; }"
                       "QPushButton:pressed { background: palette(dark); }"
                       "QPushButton:disabled { background: palette(mid); border-color: palette(mid); color: "
                       "palette(window); }"));
}

} // namespace leap::ui
