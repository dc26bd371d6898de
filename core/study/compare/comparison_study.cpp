// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utc_time.h"
#include "core/study/compare/compare_record.h"
#include "core/study/compare/comparison_table.h"
#include "core/study/study_entry.h"

namespace leap {

template <> struct Plan<ComparisonPlan> {
    using P = ComparisonPlan;
    static constexpr auto rows = std::tuple{
        planRow("selectors", &P::selectors, "Selectors", "all, or names: leap,shark,..."),
        planRow("keep_ratios", &P::keepRatios, "Shares to keep", "shares of the fields to keep: 0.5,0.25"),
        planRow("search_seeds", &P::searchSeeds, "Searches", "searches of each selector", 1, 1000),
        planRow("retrain_seeds", &P::retrainSeeds, "Trainings of a set", "trainings of each kept set", 1,
                1000)};
};

ComparisonPlan comparisonPlan(const Json& json)
{
    return planFromJson<ComparisonPlan>(json);
}

namespace {

/// On the rows of one run.
StudyOutcome compareOnRun(const StudyWork& work)
{
    const ComparisonPlan plan = comparisonPlan(work.plan);
    CompareRequest request;
    request.data = {{work.run.card.files.empty() ? std::string("data") : work.run.card.files.front(),
                     [&work] { return work.dataset; }}};
    request.selectors = comparedSelectors(plan.selectors);
    request.keepRatios = plan.keepRatios;
    request.searchSeeds = plan.searchSeeds;
    request.retrainSeeds = plan.retrainSeeds;
    request.settings = work.run.settings;
    StudyMemory memory;
    CompareResult result = compare(request, memory, work.control, work.observer);
    const RunOutcome how = result.outcome;
    return outcomeOf(comparisonOf(request, std::move(result), "LeAP Studio " + work.version, nowUtc()), how);
}

} // namespace

StudyKind comparisonStudy()
{
    StudyKind study =
        entryOf<Comparison>([](const Comparison& comparison) { return comparisonTables(comparison.result); },
                            [](const Comparison& comparison) { return comparisonWords(comparison.result); });
    study.key = "comparison";
    study.title = "Comparison of selectors";
    study.question = "Search with each selector, retrain what it keeps, compare on test rows";
    study.help = "Each selector sees the same rows, model, epochs and seeds. What it keeps is trained from "
                 "scratch and judged on test rows.";
    study.needs = StudyKind::Needs::Data;
    study.opens = StudyKind::Opens::TestRows;
    setPlan<ComparisonPlan>(study,
                            [](const ComparisonPlan& plan) { (void)comparedSelectors(plan.selectors); });
    for (PlanField& field : study.plan) {
        if (field.key == "selectors")
            field.choices = selectorNames();
    }
    study.make = compareOnRun;
    return study;
}

} // namespace leap
