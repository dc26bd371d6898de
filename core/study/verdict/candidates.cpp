// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/metric/log_loss.h"
#include "core/study/verdict/clusters.h"
#include "core/study/verdict/fold_means.h"
#include "core/study/verdict/verdict_reasons.h"
#include "core/study/verdict/verdict_work.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

constexpr double kAlike = 0.3; ///< correlation from which on fields may stand in for one another
constexpr double kUsefulShare = 0.01; ///< of the models' gain: a field of this size must not be missed
constexpr double kPower = 0.84; ///< standard errors more for a chance of four in five
constexpr int64_t kSampleRows = 2048; ///< of each fold, to tell substitutes

using Sets = std::vector<std::vector<size_t>>;

EvidencePlan evidencePlan(const VerdictWork& work, Sets sets, int64_t sampleRows, uint64_t round)
{
    return {std::move(sets), work.plan.shuffles, sampleRows, streamKey(work.seed, "verdict/evidence", round)};
}

/// Of all models over the base rate of the rows that they judge, in nats.
double gainOf(const std::vector<Trainings>& folds)
{
    double sum = 0;
    for (const Trainings& trainings : folds) {
        const Predictions& rows = trainings.front()->test->rows;
        sum += baseRateLogLoss(rows.label, rows.weight).value;
    }
    return sum / static_cast<double>(folds.size()) - meanOver(folds, LossMetric::LogLoss);
}

/// @return the field is a candidate
bool judgeField(VerdictWork& work, size_t index, const SetEvidence& evidence)
{
    VerdictField& field = work.result.fields.emplace_back();
    field.name = work.dataset.schema.fields[index].name;
    field.columns = work.dataset.schema.fields[index].width();
    field.evidence = evidence;
    if (index < work.gates.size())
        field.gate = work.gates[index];
    if (work.result.gain > 0)
        field.visible = (work.plan.cut + kPower) * evidence.error / work.result.gain;
    if (work.mustStay(index) || evidence.z >= work.plan.cut) {
        field.status = FieldStatus::Stays;
        field.reason = work.mustStay(index) ? "kept as asked" : reasonToStay(evidence);
        return false;
    }
    if (field.visible <= kUsefulShare)
        return true;
    field.reason = reasonTooSmallToSee(field);
    return false;
}

/// Candidates that may stand in for one another, the one with the most evidence first.
Sets clustersOf(VerdictWork& work, std::span<const FoldEvidence> evidence,
                const std::vector<size_t>& candidates)
{
    Sets clusters;
    for (const auto& members : averageLinkage(similarityOf(evidence, candidates), kAlike)) {
        if (members.size() < 2)
            continue;
        auto& cluster = clusters.emplace_back();
        for (const size_t member : members)
            cluster.push_back(candidates[member]);
        for (const size_t field : cluster)
            work.result.fields[field].substitutes = work.namesOf(cluster);
        std::stable_sort(cluster.begin(), cluster.end(), [&](size_t a, size_t b) {
            return work.result.fields[a].evidence.z > work.result.fields[b].evidence.z;
        });
    }
    return clusters;
}

/// Clusters are shuffled as one; the best member of each stays, and the next best, until the rest adds no
/// more than chance would.
void keepBestOfClusters(VerdictWork& work, Sets clusters, std::vector<size_t>& candidates)
{
    for (uint64_t round = 1; !clusters.empty(); ++round) {
        const auto together =
            work.fit.measure(evidencePlan(work, clusters, 0, round), "fields that are alike");
        Sets rest;
        for (size_t i = 0; i < clusters.size(); ++i) {
            const SetEvidence evidence = evidenceOf(together, i, work.crossFitted());
            if (evidence.z < work.plan.cut)
                continue;
            VerdictField& best = work.result.fields[clusters[i].front()];
            best.status = FieldStatus::Stays;
            best.reason = reasonToStayForAll(best, evidence);
            std::erase(candidates, clusters[i].front());
            if (clusters[i].size() > 1)
                rest.emplace_back(clusters[i].begin() + 1, clusters[i].end());
        }
        clusters = std::move(rest);
    }
}

} // namespace

std::vector<size_t> findCandidates(VerdictWork& work)
{
    Sets singles;
    for (size_t field = 0; field < work.fields(); ++field)
        singles.push_back({field});
    std::vector<FoldEvidence> evidence;
    work.full = work.fit.trainFull(work.plan.models, evidencePlan(work, std::move(singles), kSampleRows, 0),
                                   evidence);
    work.result.full = meanOver(work.full, work.result.metric);
    work.result.gain = gainOf(work.full);
    std::vector<size_t> candidates;
    for (size_t field = 0; field < work.fields(); ++field) {
        if (judgeField(work, field, evidenceOf(evidence, field, work.crossFitted())))
            candidates.push_back(field);
    }
    keepBestOfClusters(work, clustersOf(work, evidence, candidates), candidates);
    work.fit.forgetModels();
    return candidates;
}

} // namespace leap
