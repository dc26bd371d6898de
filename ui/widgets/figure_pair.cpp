// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figure_pair.h"

#include "ui/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace leap::ui {

FigurePair::FigurePair(const QString& what, QWidget* parent)
    : QWidget(parent)
    , m_what(what)
    , m_figures(new QLabel(this))
{
    m_figures->setFont(figureFont());
    m_figures->setTextFormat(Qt::PlainText);
    auto* caption = new QLabel(what, this);
    caption->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_figures);
    layout->addWidget(caption);
}

void FigurePair::set(const QString& before, const QString& after)
{
    m_after = after;
    m_figures->setText(QStringLiteral("%1 \u2192 %2").arg(before, after));
    setAccessibleName(tr("%1: from %2 to %3").arg(m_what, before, after));
}

} // namespace leap::ui
