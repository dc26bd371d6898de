// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/models/window_words.h"
#include "ui/theme.h"
#include "ui/widgets/primary_button.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

constexpr int kTextWidth = 52 * kGrid;

} // namespace

EmptyState::EmptyState(const QString& iconName, QWidget* parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_button(new PrimaryButton({}, this))
{
    m_title->setFont(titleFont());
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setFixedWidth(kTextWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(2 * kGrid);
    layout->addStretch(2);
    for (QWidget* part : {static_cast<QWidget*>(m_icon), static_cast<QWidget*>(m_title),
                          static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_button)})
        layout->addWidget(part, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::triggered);
    recolour();
}

void EmptyState::set(const QString& title, const QString& text, const QString& button)
{
    m_title->setText(title);
    m_text->setText(inWindowWords(text));
    m_text->setMinimumHeight(m_text->heightForWidth(kTextWidth)); // an aligned label is not asked for it
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
}

void EmptyState::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        recolour();
    QWidget::changeEvent(event);
}

void EmptyState::recolour()
{
    constexpr int kIcon = 6 * kGrid;
    m_icon->setPixmap(icon(m_iconName).pixmap(QSize(kIcon, kIcon), devicePixelRatioF(), QIcon::Disabled));
}

} // namespace leap::ui
