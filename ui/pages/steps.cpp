// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/steps.h"

#include <QCoreApplication>

namespace leap::ui {

QString stepMenuTitle(const StepEntry& step)
{
    return QCoreApplication::translate("leap::ui::Steps", step.title);
}

QString stepTitle(const StepEntry& step)
{
    return stepMenuTitle(step).remove(QLatin1Char('&'));
}

} // namespace leap::ui
