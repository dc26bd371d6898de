// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/study/study_result.h"

#include <functional>
#include <string>
#include <vector>

namespace leap {

/// A question that a finished search can be asked, with all that command line, window, report and file need to
/// ask it, to keep its answer and to show it.
struct StudyKind {
    std::string name; ///< of the command, and in StudyResults
    std::string key; ///< of its result in a run's file; empty: it is not kept there
    std::string title; ///< "Noise floor"
    std::function<Json(const StudyResult&)> write; ///< as the command's --json or --out has it
    /// Strict. @throws InputError naming the place
    std::function<StudyResult(const Json&, const std::string& where)> read;

    [[nodiscard]] bool isKept() const { return !key.empty(); }
};

/// Every study of the program, in the order in which they are shown.
[[nodiscard]] const std::vector<StudyKind>& studyKinds();
/// @throws InputError for a name that no study has (with a suggestion)
[[nodiscard]] const StudyKind& studyKind(const std::string& name);

/// What a run's file keeps of a study that `results` has; a result that could not be read as it was read.
[[nodiscard]] std::string storedText(const StudyKind& study, const StudyResults& results);
/// Reads it. A text that is JSON but no result of this study becomes an unreadable one.
/// @throws InputError naming `where` when it is no JSON
void readStored(const StudyKind& study, const std::string& text, const std::string& where,
                StudyResults& results);

} // namespace leap
