// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/help_label.h"

#include <QWhatsThis>

namespace leap::ui {

HelpLabel::HelpLabel(const QString& text, const QString& help, QWidget* parent)
    : QPushButton(parent)
    , m_help(help)
{
    setText(text);
    setFlat(true);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setCursor(Qt::WhatsThisCursor);
    setToolTip(help);
    setWhatsThis(help);
    setAccessibleName(tr("Help on %1").arg(text));
    setAccessibleDescription(help);
    setStyleSheet(QStringLiteral(
        "QPushButton { border: none; padding: 2px 0; text-align: left; background: transparent; }"
        "QPushButton:hover, QPushButton:focus { text-decoration: underline; }"));
    connect(this, &QPushButton::clicked, this, &HelpLabel::showHelp);
}

void HelpLabel::setBuddy(QWidget* control)
{
    control->setAccessibleName(text());
    control->setAccessibleDescription(m_help);
    if (control->toolTip().isEmpty())
        control->setToolTip(m_help);
}

void HelpLabel::showHelp()
{
    QWhatsThis::showText(mapToGlobal(QPoint(0, height())), m_help, this);
}

} // namespace leap::ui
