// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/settings_grid.h"

#include "ui/theme.h"
#include "ui/widgets/help_label.h"

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
    addWide(label);
}

HelpLabel* SettingsGrid::addSetting(const QString& title, const QString& help, QWidget* control, bool tall)
{
    auto* label = new HelpLabel(title, help, parentWidget());
    label->setBuddy(control);
    const int row = rowCount();
    addWidget(label, row, 0, tall ? Qt::AlignTop : Qt::Alignment());
    addWidget(control, row, 1);
    return label;
}

void SettingsGrid::addWide(QWidget* widget)
{
    addWidget(widget, rowCount(), 0, 1, 2);
}

void SettingsGrid::endRows()
{
    setRowStretch(rowCount(), 1);
}

} // namespace leap::ui
