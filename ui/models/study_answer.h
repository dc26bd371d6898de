// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study.h"
#include "ui/session/open_audit.h"

#include <QString>

#include <vector>

namespace leap::ui {

/// What a run knows of a study, ready to be shown.
struct StudyAnswer {
    StudyResult result; ///< empty for further searches, which are part of the run's ranking
    std::vector<ResultTable> tables; ///< tables with the same rows are one; none: nothing is known
    QString words; ///< notes and sentences
    QString problem; ///< why a stored result cannot be shown; empty: it can, or there is none
};

/// The run has an answer, readable or not.
[[nodiscard]] bool hasAnswer(const RunRecord& run, const StudyKind& study);
/// @param shown its shown run is asked; further searches are judged by its decision
[[nodiscard]] StudyAnswer answerOf(const Study& shown, const StudyKind& study);

} // namespace leap::ui
