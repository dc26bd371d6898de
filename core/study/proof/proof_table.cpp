// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/proof/proof_table.h"

#include "core/base/text.h"

#include <limits>

namespace leap {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// "2026-11-25 19:00 UTC" of "2026-11-25T19:00:12Z"
std::string minuteOf(const std::string& created)
{
    constexpr size_t kDay = 10, kMinute = 16;
    if (created.size() < kMinute)
        return created;
    return created.substr(0, kDay) + " " + created.substr(kDay + 1, kMinute - kDay - 1) + " UTC";
}

ResultTable::Cell verdictOf(const Proof& proof)
{
    using Tone = ResultTable::Tone;
    const Tone tone = proof.noLoss() ? Tone::Good : proof.finished ? Tone::Bad : Tone::Muted;
    const std::string words = proofVerdict(proof);
    return {words, words, tone};
}

} // namespace

std::string proofVerdict(const Proof& proof)
{
    if (!proof.finished)
        return "announced, not finished";
    if (!proof.loss.defined())
        return proof.loss.reason;
    return proof.noLoss() ? "no loss above the margin" : "a loss cannot be excluded";
}

std::string proofSentence(const Proof& proof)
{
    if (!proof.loss.defined())
        return "No verdict: " + proof.loss.reason + ".";
    return proof.noLoss() ? "No loss above the margin: the dropped fields are jointly dispensable."
                          : "Not shown: a loss above the margin cannot be excluded.";
}

std::vector<ResultTable> proofTables(std::span<const Proof> proofs)
{
    using Format = ResultTable::Format;
    ResultTable table;
    table.key = "proofs";
    table.title = "Proofs";
    table.columns = {
        {"created", "When"},
        {"dropped", "Dropped", Format::Count, "Fields that were left out, all together."},
        {"metric", "Metric"},
        {"margin", "Margin", Format::Exact, "A loss below this does not count; fixed beforehand."},
        {"full", "All fields", Format::Auc, "Mean over the trainings, on test rows."},
        {"pruned", "Pruned", Format::Auc, "Mean over the trainings, on test rows."},
        {"loss", "Loss", Format::Difference, "Positive: the pruned model is worse."},
        {"upper_95", "Upper 95 %", Format::Difference, "The loss is below this 95 times in 100."},
        {"verdict", "Verdict"}};
    for (size_t i = proofs.size(); i-- > 0;) {
        const Proof& proof = proofs[i];
        const auto figure = [&](double value) { return proof.finished ? value : kNone; };
        table.add(
            {{ResultTable::Cell(proof.created, minuteOf(proof.created)), proof.plan.dropped.size(),
              lossMetricTitle(proof.plan.metric), proof.plan.margin, figure(proof.full), figure(proof.pruned),
              figure(proof.loss.loss), figure(proof.loss.upperBound()), verdictOf(proof)},
             "Rule: " + proof.plan.rule.text() + ". Dropped: " + join(proof.plan.dropped, ", ") + ".",
             {},
             static_cast<int64_t>(i)});
    }
    return {table};
}

std::string proofText(const Proof& proof, int64_t earlier)
{
    const PairedLoss& loss = proof.loss;
    std::string text = std::string(lossMetricTitle(proof.plan.metric)) + " on test rows, mean of "
        + std::to_string(proof.plan.seeds) + " trainings: all fields " + fixed(proof.full, 4) + ", pruned "
        + fixed(proof.pruned, 4) + ".\n";
    if (!loss.defined())
        return text + proofSentence(proof) + "\n";
    text += "Loss " + fixed(loss.loss, 5) + "; standard error " + fixed(loss.rowError, 5) + " by rows ("
        + loss.method + ")" + ", " + fixed(loss.seedError, 5) + " by seeds; upper 95 % bound "
        + fixed(loss.upperBound(), 5) + ", margin " + shortest(proof.plan.margin) + ".\n";
    text += proofSentence(proof) + "\n";
    text += "The smallest loss that this comparison would have found 4 times in 5 is "
        + fixed(loss.smallestDetectable(), 5) + ".\n";
    if (earlier > 0)
        text += "Look " + std::to_string(earlier + 1) + " at the test rows of this run: the " + kFirstLookOnly
            + "\n";
    return text;
}

} // namespace leap
