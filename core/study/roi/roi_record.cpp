// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/roi/roi_record.h"

#include "core/base/error.h"

#include <algorithm>

namespace leap {
namespace {

/// Its name where this program does not know it.
std::string titleOfSelector(const std::string& name)
{
    const auto known = selectorNames();
    return std::find(known.begin(), known.end(), name) == known.end() ? name : makeSelector(name)->title();
}

} // namespace

void Record<RoiCurve>::check(const RoiCurve& curve, const std::string& where)
{
    if (curve.best >= curve.points.size() || curve.chosen >= curve.points.size())
        throw InputError(where + ": best and chosen must be points of the curve, below "
                         + std::to_string(curve.points.size()) + ".");
}

void Record<Roi>::complete(Roi& study)
{
    for (RoiCurve& curve : study.curves) {
        curve.title = titleOfSelector(curve.selector);
        for (RoiPoint& point : curve.points) {
            point.paired.seeds = study.seeds;
            point.paired.reason = std::isnan(point.paired.loss) ? "the difference is undefined" : "";
        }
    }
}

} // namespace leap
