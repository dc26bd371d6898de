// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/settings_grid.h"

#include "ui/theme.h"
#include "ui/widgets/help_label.h"
#include "ui/widgets/value_slider.h"

#include <QLabel>

namespace leap::ui {

SettingsGrid::SettingsGrid(QWidget* parent)
    : QGridLayout(parent)
{
    setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    setHorizontalSpacing(kGrid);
    setVerticalSpacing(kGrid / 2);
    setColumnStretch(1, 1);
}

void SettingsGrid::addHeading(const QString& text)
{
    auto* label = new QLabel(text, parentWidget());
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(0, kGrid, 0, 0);
    addWidget(label, rowCount(), 0, 1, 2);
}

void SettingsGrid::addSetting(Setting setting, QWidget* control)
{
    const SettingHelp text = helpOn(setting);
    auto* label = new HelpLabel(text.title, text.help, parentWidget());
    label->setBuddy(control);
    const int row = rowCount();
    addWidget(label, row, 0);
    addWidget(control, row, 1);
}

void SettingsGrid::addSlider(Setting setting, ValueSlider* slider, QWidget* above)
{
    const SettingHelp text = helpOn(setting);
    slider->setNames(text.title, text.help);
    const int row = rowCount();
    addWidget(new HelpLabel(text.title, text.help, parentWidget()), row, 0);
    if (above)
        addWidget(above, row, 1);
    addWidget(slider, above ? row + 1 : row, 1);
}

void SettingsGrid::endRows()
{
    setRowStretch(rowCount(), 1);
}

} // namespace leap::ui
