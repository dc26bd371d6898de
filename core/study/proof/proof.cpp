// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/proof/proof.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <cmath>

namespace leap {
namespace {

KeptSet keptOf(const ProofPlan& plan, const Schema& schema)
{
    KeptSet kept = keptSetOf(schema, plan.dropped);
    for (uint8_t& mark : kept)
        mark = mark ? 0 : 1;
    return kept;
}

} // namespace

void ProofPlan::validate() const
{
    if (!(margin > 0) || !std::isfinite(margin))
        throw InputError("The margin is " + shortest(margin) + "; it must be a number above 0.");
    if (seeds < 2)
        throw InputError("A proof needs at least two retrain seeds: one training does not show how far two "
                         "trainings of the same fields differ.");
    if (dropped.empty())
        throw InputError("The rule '" + rule.text() + "' drops no field: there is nothing to prove.");
}

bool Proof::noLoss() const
{
    return finished && loss.defined() && loss.upperBound() < plan.margin;
}

std::optional<Proof> prove(const ProofPlan& plan, TrainedSets& sets)
{
    plan.validate();
    sets.announce(2);
    const Schema& schema = sets.dataset().schema;
    const auto full = sets.train(keepAll(schema.fields.size()), "all fields", TestRows::Open);
    if (!full)
        return std::nullopt;
    const auto pruned = sets.train(keptOf(plan, schema), "the kept fields", TestRows::Open);
    if (!pruned)
        return std::nullopt;
    Proof proof;
    proof.plan = plan;
    proof.finished = true;
    proof.full = meanMetric(*full, plan.metric, TestRows::Open);
    proof.pruned = meanMetric(*pruned, plan.metric, TestRows::Open);
    proof.loss = pairedLoss(*full, *pruned, plan.metric, TestRows::Open);
    proof.testLooks = sets.looks().test;
    return proof;
}

} // namespace leap
