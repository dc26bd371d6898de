// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/rule_record.h"
#include "core/record/record.h"
#include "core/study/proof/proof.h"

/// How a proof is written in an audit's file.
namespace leap {

template <> struct Record<ProofPlan> {
    using T = ProofPlan;
    static constexpr auto members = std::tuple{
        member("rule", &T::rule),     member("dropped", &T::dropped), member("metric", &T::metric),
        member("margin", &T::margin), member("seeds", &T::seeds),     member("first_seed", &T::firstSeed)};
    static void check(const T& plan, const std::string&) { plan.validate(); }
};

/// The part of a proof that is there once it is finished.
struct ProofOutcome {
    Proof proof;
};
template <> struct Record<ProofOutcome> {
    using T = ProofOutcome;
    static constexpr auto members = std::tuple{
        member("full", via(&T::proof, &Proof::full), nanAsNull),
        member("pruned", via(&T::proof, &Proof::pruned), nanAsNull),
        property(
            "loss", [](const T& t) { return t.proof.loss.loss; },
            [](T& t, double value) { t.proof.loss.loss = value; }, nanAsNull),
        property(
            "row_error", [](const T& t) { return t.proof.loss.rowError; },
            [](T& t, double value) { t.proof.loss.rowError = value; }, nanAsNull),
        property(
            "seed_error", [](const T& t) { return t.proof.loss.seedError; },
            [](T& t, double value) { t.proof.loss.seedError = value; }, nanAsNull),
        derived("upper_95", [](const T& t) { return NullForNaN::write(t.proof.loss.upperBound()); }),
        derived("smallest_detectable_loss",
                [](const T& t) { return NullForNaN::write(t.proof.loss.smallestDetectable()); }),
        derived("no_loss", [](const T& t) { return t.proof.noLoss(); }),
        property(
            "method", [](const T& t) { return t.proof.loss.method; },
            [](T& t, const std::string& text) { t.proof.loss.method = text; }),
        property(
            "reason", [](const T& t) { return t.proof.loss.reason; },
            [](T& t, const std::string& text) { t.proof.loss.reason = text; }),
        member("test_looks", via(&T::proof, &Proof::testLooks), atLeast(0))};
};

template <> struct Record<Proof> {
    using T = Proof;
    static std::optional<ProofOutcome> outcomeOf(const T& proof);
    static void setOutcome(T& proof, const std::optional<ProofOutcome>& outcome);
    static constexpr auto members = std::tuple{member("created", &T::created),
                                               member("plan", &T::plan),
                                               property("outcome", outcomeOf, setOutcome, omitDefault),
                                               notStored(&T::finished),
                                               notStored(&T::full),
                                               notStored(&T::pruned),
                                               notStored(&T::loss),
                                               notStored(&T::testLooks)};
};

inline std::optional<ProofOutcome> Record<Proof>::outcomeOf(const Proof& proof)
{
    return proof.finished ? std::optional(ProofOutcome{proof}) : std::nullopt;
}

inline void Record<Proof>::setOutcome(Proof& proof, const std::optional<ProofOutcome>& outcome)
{
    proof.finished = outcome.has_value();
    if (!outcome)
        return;
    proof.full = outcome->proof.full;
    proof.pruned = outcome->proof.pruned;
    proof.loss = outcome->proof.loss;
    proof.loss.seeds = proof.plan.seeds;
    proof.testLooks = outcome->proof.testLooks;
}

} // namespace leap
