// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/repeats/repeated_searches.h"
#include "core/study/study_entry.h"

#include <algorithm>

namespace leap {

template <> struct Plan<Repeats> {
    using P = Repeats;
    static constexpr auto rows = std::tuple{
        planRow("seeds", &P::seeds, "Seeds", "searches with seeds of their own; the verdicts rest on all", 1,
                1000),
        planRow("half_samples", &P::halfSamples, "Pairs of half-samples",
                "pairs of searches on complementary halves of the rows (of the groups, where there are any); "
                "a field whose verdict differs between halves has none",
                0, 1000),
        planRow("check_scale", &P::checkScale, "At another scale and floor",
                "search again with given values at one scale and with ten times the floor of the divergence; "
                "a field whose verdict flips has none")};
};

namespace {

/// Those that the run does not have yet.
int searchesToCome(const RunRecord& run, const Json& json)
{
    const auto plan = planFromJson<Repeats>(json);
    const Ranking& ranking = run.result.ranking;
    const int seeds = plan.seeds - std::max(1, static_cast<int>(ranking.repeats.seedScores.size()));
    const int halves = 2 * plan.halfSamples - static_cast<int>(ranking.repeats.halfScores.size());
    return std::max(0, seeds) + std::max(0, halves) + (plan.checkScale ? 2 : 0);
}

/// Stopped on the way, the searches that were done count.
StudyOutcome repeat(const StudyWork& work)
{
    RunRecord run = work.run;
    repeatSearch(run, work.dataset, planFromJson<Repeats>(work.plan), work.control, work.searches);
    StudyOutcome outcome;
    outcome.stopped = work.control.stopRequested();
    if (!(run.result.ranking == work.run.result.ranking))
        outcome.run = std::move(run);
    return outcome;
}

} // namespace

StudyKind repeatsStudy()
{
    StudyKind study;
    study.name = "searches";
    study.title = "Further searches";
    study.question = "Do other searches keep the same fields?";
    study.help =
        "With other seeds, and on complementary halves of the rows. A field that not all of them keep "
        "has no firm verdict, and fields that stand in for one another are found. Numbers are totals.";
    study.asksRule = true;
    setPlan<Repeats>(study);
    for (PlanField& field : study.plan) { // the fallbacks ask for nothing that a run does not have
        if (field.key == "seeds")
            field.suggested = 4;
        if (field.key == "half_samples")
            field.suggested = 2;
    }
    study.searches = searchesToCome;
    study.make = repeat;
    return study;
}

} // namespace leap
