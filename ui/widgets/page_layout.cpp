// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_layout.h"

#include "ui/theme.h"

#include <QVBoxLayout>

namespace leap::ui {

void layOutPage(QWidget* page, QWidget* message, QWidget* content)
{
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(message);
    layout->addWidget(content, 1);
}

} // namespace leap::ui
