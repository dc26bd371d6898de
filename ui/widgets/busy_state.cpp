// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/busy_state.h"

#include "ui/theme.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace leap::ui {

BusyState::BusyState(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_what(new QLabel(this))
    , m_bar(new QProgressBar(this))
{
    m_title->setFont(titleFont());
    m_bar->setFixedWidth(40 * kGrid);
    m_bar->setTextVisible(false);
    m_what->setWordWrap(true);
    m_what->setFixedWidth(60 * kGrid);
    m_what->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_bar->setAccessibleName(tr("Progress"));
    auto* stop = new QPushButton(tr("Cancel"), this);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(2 * kGrid);
    layout->addStretch(2);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_bar),
                          static_cast<QWidget*>(m_what), static_cast<QWidget*>(stop)})
        layout->addWidget(part, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(stop, &QPushButton::clicked, this, &BusyState::stopRequested);
}

void BusyState::setTitle(const QString& title)
{
    m_title->setText(title);
    setProgress({}, 0, 0);
}

void BusyState::setProgress(const QString& what, qint64 done, qint64 total)
{
    constexpr int kParts = 1000;
    m_what->setText(what);
    m_bar->setRange(0, total > 0 ? kParts : 0);
    if (total > 0)
        m_bar->setValue(static_cast<int>(static_cast<double>(done) / static_cast<double>(total) * kParts));
}

} // namespace leap::ui
