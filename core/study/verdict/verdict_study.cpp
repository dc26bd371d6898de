// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/search/search.h"
#include "core/study/study_entry.h"
#include "core/study/verdict/verdict_record.h"

namespace leap {

template <> struct Plan<VerdictPlan> {
    using P = VerdictPlan;
    static constexpr auto rows = std::tuple{
        planRow("folds", &P::folds, "Folds", "parts that are judged in turn by models of the others", 3, 100),
        planRow("models", &P::models, "Models of a fold", "models of each fold and set of fields", 1, 100),
        planRow("most_models", &P::mostModels, "At most",
                "models of a fold where a loss can be neither shown nor excluded", 1, 100),
        planRow("shuffles", &P::shuffles, "Shuffles of a field", "shuffles of each field, an even number", 2,
                1000),
        planRow("cut", &P::cut, "Cut",
                "standard errors; a field that adds less to unseen rows is a candidate to go", 0.1, 10),
        planRow("margin", &P::margin, "Margin",
                "loss that does not count; 0: .001, or what the rows can show where that is more", 0, 1),
        planRow("quick", &P::quick, "Quick", "one model of one fold: a provisional verdict"),
        planRow("useless_only", &P::uselessOnly, "Useless only",
                "leave out the search for fields that the models use but do not need"),
        planRow("keep", &P::keep, "Must stay", "fields that must stay: a,b"),
        planRow("threads", &P::threads, "Models at a time", "models trained at a time; 0: one per core", 0,
                4096)};
};

namespace {

std::vector<double> gatesOf(const RunRecord& run)
{
    std::vector<double> gates;
    if (run.result.ranking.scoresAre != ScoresAre::Gates || run.result.steps == 0)
        return gates;
    for (const FieldScore& field : run.result.ranking.fields)
        gates.push_back(field.gate);
    return gates;
}

/// Folds in the order of time need rows that are kept in it.
void requireTimeOrder(const StudyWork& work)
{
    const SplitRule& split = work.run.source.split;
    if (split.kind == SplitRule::Kind::Time && !work.dataset->inTimeOrder)
        throw InputError(
            "The rows are split by time, but not kept in its order. For a verdict by models that are "
            "older than the rows they judge, audit with --split stream:"
            + split.column + ".");
}

} // namespace

StudyKind verdictStudy()
{
    StudyKind study = entryOf<VerdictResult>(verdictTables, verdictWords);
    study.key = "verdict";
    study.title = "Verdict";
    study.question = "Which fields can go, and how is that known?";
    study.help =
        "Deals all rows but the test rows into folds. Models of the other folds judge each row: a field "
        "that adds nothing to rows they never saw is a candidate. Models trained without the "
        "candidates show whether anything is lost.";
    study.isCommand = study.commandKeeps = study.commandTells = true;
    setPlan<VerdictPlan>(study, [](const VerdictPlan& plan) { plan.validate(); });
    study.make = [](const StudyWork& work) {
        const auto plan = planFromJson<VerdictPlan>(work.plan);
        requireTimeOrder(work);
        std::optional<VerdictResult> found;
        try {
            found = makeVerdict(work.dataset, retrainSettings(work.run.settings, work.run.result.plan), plan,
                                gatesOf(work.run), work.control, work.observer);
        } catch (const Cancelled&) { // nothing is kept of an unfinished one
        }
        return outcomeOf(std::move(found));
    };
    return study;
}

} // namespace leap
