// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scrub_bar.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>

namespace leap::ui {

ScrubBar::ScrubBar(LiveRun& run, QWidget* parent)
    : QWidget(parent)
    , m_run(run)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_text(new QLabel(this))
    , m_newest(new QToolButton(this))
{
    m_slider->setAccessibleName(tr("Step shown"));
    m_slider->setToolTip(tr("Goes back through the run; all views follow."));
    m_slider->setObjectName(QStringLiteral("scrub"));
    m_text->setFont(tabularFont());
    m_text->setMinimumWidth(m_text->fontMetrics().horizontalAdvance(
        tr("step %1 of %2").arg(countText(888888), countText(888888))));
    m_newest->setIcon(icon(QStringLiteral("newest")));
    m_newest->setAutoRaise(true);
    m_newest->setToolTip(tr("Follow the newest step"));
    m_newest->setAccessibleName(m_newest->toolTip());
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    layout->addWidget(m_text);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_newest);
    connect(m_slider, &QSlider::valueChanged, this, &ScrubBar::onMoved);
    connect(m_newest, &QToolButton::clicked, this, [this] { m_run.lookAt(std::nullopt); });
    connect(&m_run, &LiveRun::restarted, this, &ScrubBar::refresh);
    connect(&m_run, &LiveRun::advanced, this, &ScrubBar::refresh);
    connect(&m_run, &LiveRun::shownChanged, this, &ScrubBar::refresh);
    refresh();
}

void ScrubBar::onMoved(int value)
{
    if (value >= m_slider->maximum())
        m_run.lookAt(std::nullopt);
    else
        m_run.lookAt(value);
}

void ScrubBar::refresh()
{
    const QSignalBlocker quiet(m_slider);
    const int points = static_cast<int>(m_run.trajectory().points());
    m_slider->setRange(0, std::max(0, points));
    m_slider->setPageStep(std::max(1, points / 20));
    m_slider->setValue(static_cast<int>(m_run.cursorPoint().value_or(points)));
    m_slider->setEnabled(points > 1);
    m_newest->setEnabled(!m_run.followsNewest());
    const int64_t last = m_run.newest().step;
    if (last == 0)
        m_text->clear();
    else if (m_run.followsNewest())
        m_text->setText(tr("step %1").arg(countText(last)));
    else
        m_text->setText(tr("step %1 of %2").arg(countText(m_run.shown().step), countText(last)));
}

} // namespace leap::ui
