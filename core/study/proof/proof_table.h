// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/table.h"
#include "core/study/proof/proof.h"

#include <span>
#include <string>
#include <vector>

namespace leap {

/// A row for each proof, newest first; each is a look at the test rows.
[[nodiscard]] std::vector<ResultTable> proofTables(std::span<const Proof> proofs);

/// What further looks at test rows cost.
inline constexpr const char* kFirstLookOnly = "error rate of one verdict holds for the first look only.";

/// "no loss above the margin", "a loss cannot be excluded", "announced, not finished".
[[nodiscard]] std::string proofVerdict(const Proof& proof);

/// The verdict of a finished proof in a sentence.
[[nodiscard]] std::string proofSentence(const Proof& proof);

/// The outcome in some lines. @param earlier proofs of the same run before this one
[[nodiscard]] std::string proofText(const Proof& proof, int64_t earlier);

} // namespace leap
