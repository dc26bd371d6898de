// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"

namespace leap {

/// Marks the fields whose verdict changes, compared with the first search, when given values are brought to
/// one scale (rescaledScores) or the floor of the divergence is raised (raisedFloorScores). The penalty
/// lambda_i = alpha Dbar_i is in the units of the field's values; a verdict that depends on those units is
/// worth nothing. Under a threshold such a field becomes uncertain, unless it is forced or in a substitute
/// set (whose members swap anyway); under the other rules the evidence carries the doubt.
void markScaleFlips(Decision& decision, const Ranking& ranking, const Rule& rule);

} // namespace leap
