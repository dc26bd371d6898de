// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/evidence/evidence_view.h"

#include "ui/theme.h"
#include "ui/widgets/empty_state.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace leap::ui {

EvidenceView::EvidenceView(const QString& picture, QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(picture, this))
{
    m_stack->addWidget(m_empty);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->addWidget(m_stack);
    connect(m_empty, &EmptyState::triggered, this, &EvidenceView::wanted);
}

void EvidenceView::setContent(QWidget* content)
{
    m_stack->addWidget(content);
}

void EvidenceView::showContent(bool known)
{
    m_stack->setCurrentIndex(known ? 1 : 0);
}

QLabel* EvidenceView::makeWords(const char* objectName)
{
    auto* words = new QLabel(this);
    words->setObjectName(QString::fromLatin1(objectName));
    words->setWordWrap(true);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return words;
}

QWidget* EvidenceView::makeColumn(QWidget* first, const QVector<QWidget*>& others)
{
    auto* column = new QWidget(this);
    auto* layout = new QVBoxLayout(column);
    layout->addWidget(first, 1);
    layout->setContentsMargins(0, 0, 0, others.isEmpty() ? 0 : kGrid / 2);
    for (QWidget* other : others)
        layout->addWidget(other);
    return column;
}

} // namespace leap::ui
