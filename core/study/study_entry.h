// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study.h"

#include <string>
#include <vector>

/// The list of all studies, and helpers with which a study makes its entry. Private to core/study.
namespace leap {

/// An entry whose result is a T, with what follows from its type.
template <Described T>
[[nodiscard]] StudyKind entryOf(std::vector<ResultTable> (*tables)(const T&),
                                std::vector<std::string> (*words)(const T&))
{
    StudyKind study;
    study.name = studyName<T>;
    study.tables = [tables](const StudyResult& result) { return tables(*result.as<T>()); };
    study.words = [words](const StudyResult& result) { return words(*result.as<T>()); };
    study.write = [](const StudyResult& result) { return toJson(*result.as<T>()); };
    study.read = [](const Json& json, const std::string& where) {
        return StudyResult::of(fromJson<T>(json, where));
    };
    return study;
}

/// The plan's fields and its check. @param further what else is refused
template <typename P> void setPlan(StudyKind& study, void (*further)(const P&) = nullptr)
{
    study.plan = planFields<P>();
    study.check = [further](const Json& json) {
        const auto plan = planFromJson<P>(json);
        if (further)
            further(plan);
    };
}

/// What was found, or nothing where it was stopped.
template <typename T> [[nodiscard]] StudyOutcome outcomeOf(std::optional<T> found)
{
    StudyOutcome outcome;
    outcome.stopped = !found;
    if (found)
        outcome.result = StudyResult::of(std::move(*found));
    return outcome;
}

/// What was found; a stopped one is shown, but not kept.
template <typename T> [[nodiscard]] StudyOutcome outcomeOf(T found, RunOutcome how)
{
    StudyOutcome outcome;
    outcome.stopped = how == RunOutcome::Stopped;
    outcome.result = StudyResult::of(std::move(found));
    return outcome;
}

[[nodiscard]] StudyKind alphaPathStudy();
[[nodiscard]] StudyKind ledgerStudy();
[[nodiscard]] StudyKind probesStudy();
[[nodiscard]] StudyKind repeatsStudy();
[[nodiscard]] StudyKind stepwiseStudy();
[[nodiscard]] StudyKind roiStudy();
[[nodiscard]] StudyKind fineTuningStudy();
[[nodiscard]] StudyKind comparisonStudy();
[[nodiscard]] StudyKind verdictStudy();

/// The makers of studyKinds(), in the order in which studies are shown. A new study is a declaration above
/// and its name here.
inline constexpr StudyKind (*kStudyEntries[])() = {verdictStudy, alphaPathStudy,  ledgerStudy,
                                                   probesStudy,  repeatsStudy,    stepwiseStudy,
                                                   roiStudy,     fineTuningStudy, comparisonStudy};

} // namespace leap
