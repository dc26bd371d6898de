// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_layout.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
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

QLabel* makeTitle(const QString& text, QWidget* parent)
{
    auto* title = new QLabel(text, parent);
    title->setFont(titleFont());
    return title;
}

QLabel* makeFacts(QWidget* parent)
{
    auto* facts = new QLabel(parent);
    facts->setForegroundRole(QPalette::PlaceholderText);
    facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return facts;
}

QHBoxLayout* makeHeading(QLabel* title, QLabel* facts, const QVector<QWidget*>& actions)
{
    auto* heading = new QHBoxLayout;
    heading->addWidget(title);
    heading->addSpacing(kGrid);
    heading->addWidget(facts, 1);
    for (QWidget* action : actions)
        heading->addWidget(action);
    return heading;
}

QVBoxLayout* columnLayout(QWidget* widget, int spacing)
{
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
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
