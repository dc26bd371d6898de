// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/run_decision.h"

#include "core/base/error.h"
#include "core/data/schema/field_edits.h"
#include "core/decide/decide.h"
#include "core/study/ledger/earnings_budget.h"

namespace leap {
namespace {

/// A gate that is high only because nothing pulls at it is no sign of use.
void sayLackOfForce(const Ledger& ledger, Decision& decision)
{
    for (size_t i = 0; i < decision.fields.size() && i < ledger.fields.size(); ++i) {
        FieldDecision& field = decision.fields[i];
        const LedgerField& page = ledger.fields[i];
        if (page.lacksForce && field.verdict != Verdict::Drop && !field.forced
            && page.name == field.field.name)
            field.reason += "; " + page.words;
    }
}

Decision decideFields(const RunRecord& run, const Rule& rule)
{
    const bool byEarnings = rule.kind == Rule::Kind::Earnings;
    const auto* ledger = run.studies.get<Ledger>();
    if (!ledger) {
        if (byEarnings)
            throw InputError("The run has no ledger, and a budget by earnings needs it. Run 'leap ledger' on "
                             "its file first.");
        return decide(run.result.ranking, rule);
    }
    Decision decision =
        byEarnings ? decideByEarnings(run.result.ranking, rule, *ledger) : decide(run.result.ranking, rule);
    sayLackOfForce(*ledger, decision);
    return decision;
}

} // namespace

std::vector<DroppedColumn> constantsOf(const Schema& schema)
{
    std::vector<DroppedColumn> constants;
    for (const LeftOut& out : schema.leftOut) {
        if (out.reason == kConstant || out.reason == kBlank)
            constants.push_back({out.column, out.reason});
    }
    return constants;
}

Decision decideRun(const RunRecord& run, const Rule& rule)
{
    Decision decision = decideFields(run, rule);
    decision.constants = constantsOf(run.schema);
    return decision;
}

} // namespace leap
