// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "core/audit/audit_document.h"
#include "ui/models/window_words.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSysInfo>
#include <QToolButton>

namespace leap::ui {
namespace {

QToolButton* flatButton(const QString& iconName, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace

QString versionDetails()
{
    return QStringLiteral("LeAP Studio %1\nQt %2\n%3, %4")
        .arg(QString::fromStdString(programVersion()), QString::fromLatin1(qVersion()),
             QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture());
}

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_copy(flatButton(QStringLiteral("copy"), tr("Copy details"), this))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    auto* close = flatButton(QStringLiteral("close"), tr("Close message"), this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGrid + kGrid / 2, kGrid / 2, kGrid / 2, kGrid / 2);
    layout->setSpacing(kGrid);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy, 0, Qt::AlignVCenter);
    layout->addWidget(close, 0, Qt::AlignVCenter);
    connect(close, &QToolButton::clicked, this, &MessageBar::clear);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_text->text() + QStringLiteral("\n\n") + m_details);
    });
    hide();
}

void MessageBar::say(Tone tone, const QString& text, const QString& details)
{
    m_tone = tone;
    m_details = details.isEmpty() ? versionDetails() : details + QStringLiteral("\n\n") + versionDetails();
    m_text->setText(inWindowWords(text));
    m_copy->setVisible(tone == Tone::Error);
    setAccessibleName(m_text->text());
    recolour();
    show();
}

void MessageBar::clear()
{
    m_text->clear();
    hide();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        recolour();
    QFrame::changeEvent(event);
}

void MessageBar::recolour()
{
    const char* name = "remark";
    if (m_tone == Tone::Done)
        name = "done";
    else if (m_tone == Tone::Warning)
        name = "problem";
    else if (m_tone == Tone::Error)
        name = "error";
    m_icon->setPixmap(
        icon(QString::fromLatin1(name)).pixmap(QSize(2 * kGrid, 2 * kGrid), devicePixelRatioF()));
    update();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor ink = palette().color(QPalette::Highlight);
    if (m_tone == Tone::Error)
        ink = errorColor(palette());
    else if (m_tone == Tone::Warning)
        ink = warningColor(palette());
    QColor ground = ink;
    ground.setAlphaF(0.12F);
    painter.fillRect(rect(), ground);
    painter.fillRect(QRect(0, 0, kGrid / 2, height()), ink);
}

} // namespace leap::ui
