// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/step_page.h"

#include "ui/widgets/page_layout.h"

#include <QStackedWidget>

namespace leap::ui {

StepPage::StepPage(Workbench& bench, const QString& iconName, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_message(new MessageBar(this))
    , m_faces(new QStackedWidget(this))
    , m_empty(new EmptyState(iconName, this))
    , m_busy(new BusyState(this))
{
    m_faces->addWidget(m_empty);
    m_faces->addWidget(m_busy);
    connect(m_empty, &EmptyState::triggered, this, [this] { onInvited(); });
    connect(m_busy, &BusyState::stopRequested, &m_bench.session(), &AuditSession::stop);
    connect(&m_bench.session(), &AuditSession::progressed, m_busy, &BusyState::setProgress);
}

void StepPage::onInvited()
{
    Q_EMIT stepRequested(m_next);
}

void StepPage::setContent(QWidget* content)
{
    m_content = content;
    m_faces->addWidget(content);
}

void StepPage::showFace(Face face)
{
    m_faces->setCurrentWidget(face == Face::Content    ? m_content
                                  : face == Face::Busy ? static_cast<QWidget*>(m_busy)
                                                       : m_empty);
}

void StepPage::layOut()
{
    layOutPage(this, m_message, m_faces);
}

QWidget* StepPage::faces() const
{
    return m_faces;
}

void StepPage::invite(const QString& title, const QString& text, const QString& button, Step step)
{
    m_empty->set(title, text, button);
    m_next = step;
}

} // namespace leap::ui
