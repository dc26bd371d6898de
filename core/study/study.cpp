// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/study.h"

#include "core/base/error.h"
#include "core/base/names.h"
#include "core/study/compare/compare_record.h"
#include "core/study/fine_tune/fine_tune_record.h"
#include "core/study/ledger/ledger_record.h"
#include "core/study/path/alpha_path_record.h"
#include "core/study/probes/probe_record.h"
#include "core/study/roi/roi_record.h"
#include "core/study/stepwise/stepwise_record.h"

#include <algorithm>

namespace leap {
namespace {

/// A study whose result is a T.
template <Described T> StudyKind studyOf(const char* key, const char* title)
{
    StudyKind study;
    study.name = studyName<T>;
    study.key = key;
    study.title = title;
    study.write = [](const StudyResult& result) { return toJson(*result.as<T>()); };
    study.read = [](const Json& json, const std::string& where) {
        return StudyResult::of(fromJson<T>(json, where));
    };
    return study;
}

} // namespace

const std::vector<StudyKind>& studyKinds()
{
    static const std::vector<StudyKind> kinds{
        studyOf<AlphaPath>("alpha_path", "Path of alphas"), studyOf<Ledger>("ledger", "Ledger"),
        studyOf<ProbeStudy>("probes", "Noise floor"),       studyOf<Stepwise>("stepwise", "Stepwise"),
        studyOf<Roi>("roi", "Return on pruning"),           studyOf<FineTuning>("fine_tuning", "Fine-tuning"),
        studyOf<Comparison>("comparison", "Comparison")};
    return kinds;
}

const StudyKind& studyKind(const std::string& name)
{
    const auto& kinds = studyKinds();
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const StudyKind& study) { return study.name == name; });
    if (found != kinds.end())
        return *found;
    std::vector<std::string> known;
    for (const StudyKind& study : kinds)
        known.push_back(study.name);
    refuseUnknown("study", name, known);
}

std::string storedText(const StudyKind& study, const StudyResults& results)
{
    if (const auto* unreadable = results.unreadable(study.name))
        return unreadable->text;
    return jsonText(study.write(results.find(study.name)));
}

void readStored(const StudyKind& study, const std::string& text, const std::string& where,
                StudyResults& results)
{
    const Json json = parseJson(text, where);
    try {
        results.put(study.name, study.read(json, where));
    } catch (const InputError& error) {
        results.putUnreadable(study.name, {text, error.what() + std::string(" Make it again.")});
    }
}

} // namespace leap
