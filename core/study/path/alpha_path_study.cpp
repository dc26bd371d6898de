// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/memory_limit.h"
#include "core/base/utc_time.h"
#include "core/study/path/alpha_path_record.h"
#include "core/study/path/alpha_path_table.h"
#include "core/study/path/keep_path.h"
#include "core/study/study_entry.h"

namespace leap {

template <> struct Plan<AlphaPathPlan> {
    using P = AlphaPathPlan;
    static constexpr double kMostAlphas = 20; // either side: a factor of a million
    static constexpr auto rows =
        std::tuple{planRow("below", &P::below, "Smaller alphas",
                           "alphas below the calibrated one, each half of the next", 0, kMostAlphas),
                   planRow("above", &P::above, "Larger alphas", "alphas above it, each twice the one before",
                           0, kMostAlphas),
                   planRow("retrain_seeds", &P::retrainSeeds, "Trainings of a set",
                           "trainings of each kept set", 1, 1000)};
};

void keepPath(AlphaPath path, const std::shared_ptr<const Dataset>& dataset, RunRecord& run)
{
    run.result = std::move(path.result);
    path.result = {};
    if (path.outcome == RunOutcome::Finished) {
        run.result.messages.push_back(alphaPathVerdict(path));
        judgeOnTestRows(dataset, run.settings, run.result);
        run.studies.put(std::move(path));
    }
    run.peakBytes = peakMemoryBytes();
}

namespace {

StudyOutcome makePath(const StudyWork& work)
{
    RunRecord run = work.run;
    run.settings.alpha.reset(); // the path is laid around the calibrated one
    run.studies = {};
    run.created = nowUtc();
    run.version = work.version;
    AlphaPath path = searchAlphaPath(work.dataset, run.settings, planFromJson<AlphaPathPlan>(work.plan),
                                     work.control, work.searches);
    if (path.outcome == RunOutcome::Stopped)
        return outcomeOf(std::optional<AlphaPath>());
    keepPath(std::move(path), work.dataset, run);
    StudyOutcome outcome;
    outcome.result = run.studies.find(studyName<AlphaPath>);
    outcome.run = std::move(run);
    outcome.isNewRun = true;
    return outcome;
}

} // namespace

StudyKind alphaPathStudy()
{
    StudyKind study = entryOf<AlphaPath>(
        alphaPathTables, [](const AlphaPath& path) { return std::vector{alphaPathVerdict(path)}; });
    study.key = "alpha_path";
    study.title = "Path of alphas";
    study.question = "Which alpha keeps the fewest columns without a loss?";
    study.help =
        "Searches at alphas around the calibrated one, each half or twice its neighbour, retrains what "
        "each keeps, and takes the "
        + std::string(kPathRule) + ". The result is a new run next to this one.";
    setPlan<AlphaPathPlan>(study);
    study.searches = [](const RunRecord&, const Json& json) {
        const auto plan = planFromJson<AlphaPathPlan>(json);
        return plan.below + 1 + plan.above;
    };
    study.make = makePath;
    return study;
}

} // namespace leap
