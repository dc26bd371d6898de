// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/head_field.h"

#include "core/settings/head_file.h"
#include "ui/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace leap::ui {
namespace {

QString askForFile(QWidget* parent)
{
    return QFileDialog::getOpenFileName(parent, HeadField::tr("Choose your own head"), {},
                                        HeadField::tr("TorchScript (*.pt *.pth *.ts);;All files (*)"));
}

} // namespace

HeadField::HeadField(QWidget* parent)
    : QWidget(parent)
    , m_ask(askForFile)
    , m_choose(new QPushButton(this))
    , m_remove(new QToolButton(this))
    , m_warning(new QLabel(this))
{
    m_choose->setObjectName(QStringLiteral("chooseHead"));
    m_choose->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_remove->setIcon(icon(QStringLiteral("close")));
    m_remove->setAutoRaise(true);
    m_remove->setObjectName(QStringLiteral("removeHead"));
    m_remove->setAccessibleName(tr("Remove your own head"));
    m_remove->setToolTip(m_remove->accessibleName());
    m_warning->setObjectName(QStringLiteral("headWarning"));
    m_warning->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->setSpacing(kGrid / 2);
    line->addWidget(m_choose, 1);
    line->addWidget(m_remove);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addLayout(line);
    layout->addWidget(m_warning);
    setFocusProxy(m_choose);
    connect(m_choose, &QPushButton::clicked, this, &HeadField::ask);
    connect(m_remove, &QToolButton::clicked, this, &HeadField::removed);
    setHead({});
}

void HeadField::setHead(const HeadSpec& head)
{
    const QString file = QString::fromStdString(head.file);
    m_choose->setText(file.isEmpty() ? tr("Choose a file\u2026") : QFileInfo(file).fileName());
    m_remove->setVisible(!file.isEmpty());
    m_warning->setVisible(!file.isEmpty());
    m_warning->setText(tr("This file is a program: %1.").arg(QLatin1String(kHeadDanger)));
    m_warning->setToolTip(file.isEmpty() ? QString() : QString::fromStdString(headWarning(head)));
}

void HeadField::ask()
{
    if (const QString file = m_ask(this); !file.isEmpty())
        Q_EMIT chosen(file);
}

} // namespace leap::ui
