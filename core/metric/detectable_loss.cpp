// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/detectable_loss.h"

#include "core/metric/normal.h"

#include <limits>

namespace leap {

double smallestDetectableLoss(double error, double confidence, double power)
{
    if (!(error >= 0))
        return std::numeric_limits<double>::quiet_NaN();
    return (normalQuantile(confidence) + normalQuantile(power)) * error;
}

} // namespace leap
