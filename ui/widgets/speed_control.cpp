// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/speed_control.h"

#include "ui/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include <utility>

namespace leap::ui {

SpeedControl::SpeedControl(AuditSession& session, QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    setStyleSheet(
        QStringLiteral("QToolButton { border: 1px solid palette(mid); border-radius: 3px; padding: 3px; }"
                       "QToolButton:checked { %1 }"
                       "QToolButton:focus { border-color: palette(window-text); }")
            .arg(kHighlighted));
    auto* group = new QButtonGroup(this);
    const std::pair<QString, double> speeds[]{
        {tr("1"), 1}, {tr("10"), 10}, {tr("100"), 100}, {tr("full"), 0}};
    for (const auto& [title, rate] : speeds) {
        auto* button = new QToolButton(this);
        button->setText(title);
        button->setObjectName(QStringLiteral("speed-") + title);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(rate > 0 ? tr("%1 steps per second").arg(title) : tr("Full speed"));
        button->setToolTip(button->accessibleName());
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        button->setChecked(rate == session.stepsPerSecond());
        group->addButton(button);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, &session,
                [&session, rate = rate] { session.setStepsPerSecond(rate); });
    }
}

} // namespace leap::ui
