// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/plan.h"

#include <algorithm>

namespace leap {

std::string PlanField::option() const
{
    std::string text = "--" + key;
    std::replace(text.begin(), text.end(), '_', '-');
    return text;
}

} // namespace leap
