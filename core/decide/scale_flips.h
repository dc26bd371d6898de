// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"

namespace leap {

/// Marks the fields whose verdict flips against the first search when given values are brought to one scale
/// (ranking.rescaledScores) or the floor of the divergence is raised (ranking.raisedFloorScores): the penalty
/// lambda_i = alpha Dbar_i is in the units of the field's values, and where a verdict hangs on them it is
/// none. Under a threshold such a field becomes uncertain, unless it is forced or in a substitute set (whose
/// members swap anyway); under the other rules the doubt stands in the evidence. Private to core/decide.
void markScaleFlips(Decision& decision, const Ranking& ranking, const Rule& rule);

} // namespace leap
