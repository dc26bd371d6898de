// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "core/study/verdict/verdict.h"

#include <string>
#include <vector>

namespace leap {

/// The answer in one sentence: which fields can go and how that is known, or what is missing for it.
[[nodiscard]] std::string verdictSentence(const VerdictResult& verdict);
/// The sentence, then what it rests on.
[[nodiscard]] std::vector<std::string> verdictWords(const VerdictResult& verdict);
/// The fields, those that can go first; then the sets that were looked at.
[[nodiscard]] std::vector<ResultTable> verdictTables(const VerdictResult& verdict);

} // namespace leap
