// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/decide.h"

#include "core/base/error.h"
#include "core/decide/decide_one.h"
#include "core/decide/decide_over_searches.h"
#include "core/decide/scale_flips.h"

namespace leap {

Decision decide(const Ranking& ranking, const Rule& rule)
{
    rule.validate();
    if (ranking.fields.empty())
        throw InputError(
            "The run has no ranking yet: it was stopped before its first step. Continue it first.");
    if (rule.kind == Rule::Kind::Earnings)
        throw InputError("A budget by earnings needs the run's ledger. Run 'leap ledger' on its file first.");
    Decision decision = ranking.repeats.severalSearches() ? decideOverSearches(ranking, rule)
                                                          : decideOne(ranking, ranking.scores(), rule);
    markScaleFlips(decision, ranking, rule);
    return decision;
}

} // namespace leap
