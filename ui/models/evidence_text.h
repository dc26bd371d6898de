// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/study/path/alpha_path.h"

#include <QString>

namespace leap::ui {

/// What a verdict rests on, short enough for a cell: "settled, 6 of 6 seeds, 3 of 4 half-samples".
[[nodiscard]] QString evidenceText(const Evidence& evidence);
/// The same at length, a line each: reason, doubts, substitutes, searches and how far they lie apart.
[[nodiscard]] QString evidenceTip(const FieldDecision& field);
/// From which alpha on the field is dropped on the path that chose alpha; empty
/// without a path.
[[nodiscard]] QString fallText(const AlphaPath* path, const std::string& field);
/// How alpha was chosen, in a sentence; empty without a path.
[[nodiscard]] QString alphaPathText(const AlphaPath* path);
/// How alike the kept sets of several searches are, in a sentence; empty where there is nothing to say.
[[nodiscard]] QString stabilityText(const Decision& decision);

} // namespace leap::ui
