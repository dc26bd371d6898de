// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/help_label.h"

#include "ui/theme.h"

#include <QWhatsThis>

namespace leap::ui {

HelpLabel::HelpLabel(const QString& text, const QString& help, QWidget* parent)
    : QPushButton(parent)
{
    setText(text);
    setFlat(true);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setCursor(Qt::WhatsThisCursor);
    setAccessibleName(tr("Help on %1").arg(text));
    setHelp(help);
    setStyleSheet(kLinkLike + QStringLiteral("QPushButton { padding: 2px 0; }"));
    connect(this, &QPushButton::clicked, this, &HelpLabel::showHelp);
}

void HelpLabel::setBuddy(QWidget* control)
{
    m_buddy = control;
    control->setAccessibleName(text());
    control->setAccessibleDescription(m_help);
    if (control->toolTip().isEmpty())
        control->setToolTip(m_help);
}

void HelpLabel::setHelp(const QString& help)
{
    m_help = help;
    setToolTip(help);
    setWhatsThis(help);
    setAccessibleDescription(help);
    if (!m_buddy)
        return;
    m_buddy->setAccessibleDescription(help);
    m_buddy->setToolTip(help);
}

void HelpLabel::showHelp()
{
    QWhatsThis::showText(mapToGlobal(QPoint(0, height())), m_help, this);
}

} // namespace leap::ui
