// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/proof/proof.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/study/retrain/figures_json.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leap {
namespace {

KeptSet keptOf(const ProofPlan& plan, const Schema& schema)
{
    KeptSet kept = keptSetOf(schema, plan.dropped);
    for (uint8_t& mark : kept)
        mark = mark ? 0 : 1;
    return kept;
}

double numberOf(ObjectReader& reader, const std::string& key)
{
    return reader.at(key).is_null() ? std::numeric_limits<double>::quiet_NaN() : reader.get<double>(key);
}

Json planToJson(const ProofPlan& plan)
{
    Json json;
    json["rule"] = ruleToJson(plan.rule);
    json["dropped"] = plan.dropped;
    json["metric"] = lossMetricName(plan.metric);
    json["margin"] = plan.margin;
    json["seeds"] = plan.seeds;
    json["first_seed"] = plan.firstSeed;
    return json;
}

ProofPlan planFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    ProofPlan plan;
    plan.rule = ruleFromJson(reader.at("rule"), reader.placeOf("rule"));
    plan.dropped = reader.get<std::vector<std::string>>("dropped");
    plan.metric = parseLossMetric(reader.get<std::string>("metric"));
    plan.margin = reader.get<double>("margin");
    plan.seeds = reader.get<int>("seeds");
    plan.firstSeed = reader.get<uint64_t>("first_seed");
    reader.finish();
    plan.validate();
    return plan;
}

Json outcomeToJson(const Proof& proof)
{
    Json json;
    json["full"] = numberOrNull(proof.full);
    json["pruned"] = numberOrNull(proof.pruned);
    json["loss"] = numberOrNull(proof.loss.loss);
    json["row_error"] = numberOrNull(proof.loss.rowError);
    json["seed_error"] = numberOrNull(proof.loss.seedError);
    json["upper_95"] = numberOrNull(proof.loss.upperBound());
    json["smallest_detectable_loss"] = numberOrNull(proof.loss.smallestDetectable());
    json["no_loss"] = proof.noLoss();
    json["method"] = proof.loss.method;
    json["reason"] = proof.loss.reason;
    json["test_looks"] = proof.testLooks;
    return json;
}

void readOutcome(const Json& json, const std::string& where, Proof& proof)
{
    ObjectReader reader(json, where);
    proof.finished = true;
    proof.full = numberOf(reader, "full");
    proof.pruned = numberOf(reader, "pruned");
    proof.loss.loss = numberOf(reader, "loss");
    proof.loss.rowError = numberOf(reader, "row_error");
    proof.loss.seedError = numberOf(reader, "seed_error");
    proof.loss.seeds = proof.plan.seeds;
    proof.loss.method = reader.get<std::string>("method");
    proof.loss.reason = reader.get<std::string>("reason");
    proof.testLooks = reader.get<int64_t>("test_looks");
    (void)reader.has("upper_95"); // derived from the others
    (void)reader.has("smallest_detectable_loss");
    (void)reader.has("no_loss");
    reader.finish();
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

Json proofToJson(const Proof& proof)
{
    Json json;
    json["created"] = proof.created;
    json["plan"] = planToJson(proof.plan);
    if (proof.finished)
        json["outcome"] = outcomeToJson(proof);
    return json;
}

Proof proofFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    Proof proof;
    proof.created = reader.get<std::string>("created");
    proof.plan = planFromJson(reader.at("plan"), reader.placeOf("plan"));
    if (reader.has("outcome"))
        readOutcome(reader.at("outcome"), reader.placeOf("outcome"), proof);
    reader.finish();
    return proof;
}

std::string proofText(const Proof& proof, int64_t earlier)
{
    const PairedLoss& loss = proof.loss;
    std::string text = std::string(lossMetricTitle(proof.plan.metric)) + " on test rows, mean of "
        + std::to_string(proof.plan.seeds) + " trainings: all fields " + fixed(proof.full, 4) + ", pruned "
        + fixed(proof.pruned, 4) + ".\n";
    if (!loss.defined())
        return text + "No verdict: " + loss.reason + ".\n";
    text += "Loss " + fixed(loss.loss, 5) + "; standard error " + fixed(loss.rowError, 5) + " by rows ("
        + loss.method + ")" + ", " + fixed(loss.seedError, 5) + " by seeds; upper 95 % bound "
        + fixed(loss.upperBound(), 5) + ", margin " + shortest(proof.plan.margin) + ".\n";
    text += proof.noLoss() ? "No loss above the margin: the dropped fields, all together, are not needed.\n"
                           : "Not shown: a loss above the margin cannot be excluded.\n";
    text += "The smallest loss that this comparison would have found 4 times in 5 is "
        + fixed(loss.smallestDetectable(), 5) + ".\n";
    if (earlier > 0)
        text += "Look " + std::to_string(earlier + 1)
            + " at the test rows of this run: the error rate of one verdict holds for the first look only.\n";
    return text;
}

} // namespace leap
