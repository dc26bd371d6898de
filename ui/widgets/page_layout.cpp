// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_layout.h"

#include "ui/theme.h"

#include <QSplitter>
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

QWidget* makeSplit(Qt::Orientation direction, QWidget* first, int firstShare, QWidget* second,
                   int secondShare, QWidget* parent)
{
    auto* split = new QSplitter(direction, parent);
    split->addWidget(first);
    split->addWidget(second);
    split->setChildrenCollapsible(false);
    split->setSizes({firstShare * kGrid, secondShare * kGrid});
    return split;
}

} // namespace leap::ui
