// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/primary_button.h"

#include "ui/theme.h"

namespace leap::ui {

PrimaryButton::PrimaryButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent)
{
    setAutoDefault(true);
    // The text of the disabled button is left to the palette: a style sheet knows no disabled colours.
    setStyleSheet(
        QStringLiteral("QPushButton { border-radius: 4px; padding: 6px 16px; font-weight: 600; }"
                       "QPushButton:enabled { border: 1px solid palette(highlight); %1 }"
                       "QPushButton:hover { border-color: palette(window-text); }"
                       "QPushButton:focus { border: 2px solid palette(window-text); padding: 5px 15px; }"
                       "QPushButton:pressed { background: palette(dark); }"
                       "QPushButton:disabled { background: palette(button); border: 1px solid "
                       "palette(button); }")
            .arg(kHighlighted));
}

} // namespace leap::ui
