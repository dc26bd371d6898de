// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_compare.h"

#include "core/base/text.h"
#include "core/study/study.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace leap::test {
namespace {

/// NaN equals NaN here: a file must give back what it was given.
bool same(double a, double b)
{
    return a == b || (a != a && b != b);
}

bool same(const MetricValue& a, const MetricValue& b)
{
    return same(a.value, b.value) && a.reason == b.reason && a.used == b.used && a.leftOut == b.leftOut;
}

template <typename T> bool sameBits(const std::vector<T>& a, const std::vector<T>& b)
{
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

bool same(const Trajectory& a, const Trajectory& b)
{
    return a.fields == b.fields && a.stride == b.stride && a.steps == b.steps && sameBits(a.gates, b.gates)
        && sameBits(a.divergence, b.divergence) && sameBits(a.lambda, b.lambda)
        && sameBits(a.trainLoss, b.trainLoss) && sameBits(a.gateLoss, b.gateLoss);
}

bool same(const EpochReport& a, const EpochReport& b)
{
    return a.epoch == b.epoch && a.step == b.step && a.trainLoss == b.trainLoss
        && same(a.validationAuc, b.validationAuc) && same(a.validationLogLoss, b.validationLogLoss)
        && same(a.validationGauc, b.validationGauc) && a.seconds == b.seconds
        && a.largestGateMove == b.largestGateMove && a.best == b.best;
}

bool same(const StateDict& a, const StateDict& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first && x.second.shape == y.second.shape
            && x.second.values.index() == y.second.values.index()
            && std::visit(
                   [&](const auto& values) {
                       return sameBits(values, std::get<std::decay_t<decltype(values)>>(y.second.values));
                   },
                   x.second.values);
    });
}

bool same(const FieldFacts& a, const FieldFacts& b)
{
    return a.activeRows == b.activeRows && a.defaultShare == b.defaultShare
        && a.missingShare == b.missingShare && a.distinct == b.distinct;
}

std::string textOf(const StudyKind& study, const StudyResults& results)
{
    return results.has(study.name) ? storedText(study, results) : std::string();
}

std::string differences(const SearchResult& a, const SearchResult& b)
{
    std::vector<std::string> found;
    const auto check = [&](const char* name, bool equal) {
        if (!equal)
            found.emplace_back(name);
    };
    check("outcome", a.outcome == b.outcome);
    check("plan",
          a.plan.alpha == b.plan.alpha && a.plan.alphaAuto == b.plan.alphaAuto
              && same(a.plan.calibrationGain, b.plan.calibrationGain)
              && a.plan.gateLearningRate == b.plan.gateLearningRate && a.plan.epochs == b.plan.epochs
              && a.plan.batch == b.plan.batch && a.plan.lowestReachableGate == b.plan.lowestReachableGate
              && a.plan.engine == b.plan.engine && a.plan.threads == b.plan.threads);
    check("ranking", a.ranking == b.ranking);
    check("trajectory", same(a.trajectory, b.trajectory));
    check("epochs",
          std::equal(a.epochs.begin(), a.epochs.end(), b.epochs.begin(), b.epochs.end(),
                     [](const auto& x, const auto& y) { return same(x, y); }));
    check("changes", a.changes == b.changes);
    check("messages", a.messages == b.messages);
    check("steps", a.steps == b.steps);
    check("bestEpoch", a.bestEpoch == b.bestEpoch);
    check("polarisation", same(a.polarisation, b.polarisation));
    check("seconds", a.seconds == b.seconds);
    check("testAuc", same(a.testAuc, b.testAuc));
    check("testAucBest", same(a.testAucBest, b.testAucBest));
    check("testLogLoss", same(a.testLogLoss, b.testLogLoss));
    check("state", same(a.state, b.state));
    return join(found, ", ");
}

} // namespace

std::string differences(const RunRecord& a, const RunRecord& b)
{
    std::vector<std::string> found;
    const auto check = [&](const char* name, bool equal) {
        if (!equal)
            found.emplace_back(name);
    };
    check("created", a.created == b.created);
    check("version", a.version == b.version);
    check("peakBytes", a.peakBytes == b.peakBytes);
    check("source",
          a.source.files == b.source.files && a.source.split == b.source.split
              && a.source.options == b.source.options);
    check("schema", a.schema == b.schema);
    check("settings", a.settings == b.settings);
    check("card",
          a.card.files == b.card.files && a.card.fingerprint == b.card.fingerprint
              && a.card.rows == b.card.rows && a.card.rejectedRows == b.card.rejectedRows
              && a.card.positives == b.card.positives
              && std::equal(std::begin(a.card.rowsOfPart), std::end(a.card.rowsOfPart),
                            std::begin(b.card.rowsOfPart))
              && a.card.groups == b.card.groups && a.card.label == b.card.label
              && a.card.split == b.card.split && a.card.warnings == b.card.warnings);
    check("facts",
          std::equal(a.facts.begin(), a.facts.end(), b.facts.begin(), b.facts.end(),
                     [](const auto& p, const auto& q) { return same(p, q); }));
    for (const StudyKind& study : studyKinds()) {
        if (study.isKept())
            check(study.key.c_str(), textOf(study, a.studies) == textOf(study, b.studies));
    }
    const std::string result = differences(a.result, b.result);
    if (!result.empty())
        found.push_back("result." + result);
    return join(found, ", ");
}

} // namespace leap::test
