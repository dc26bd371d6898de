// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prune/rule.h"
#include "core/select/ranking.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

enum class Verdict { Keep, Drop, Uncertain };
[[nodiscard]] const char* verdictName(Verdict verdict); ///< "keep", "drop", "uncertain"

/// What a verdict rests on.
struct Evidence {
    int seeds = 1;
    bool settled = false; ///< the gate moved by less than .01 in the last epoch
    int64_t activeRows = 0;
    std::vector<std::string> doubts; ///< in words; empty = none
    bool operator==(const Evidence&) const = default;
};

struct FieldDecision {
    FieldScore field;
    Verdict verdict = Verdict::Uncertain;
    bool forced = false;
    int64_t newStart = -1; ///< columns in the pruned row; -1 when dropped. Uncertain fields stay in.
    int64_t newEnd = -1;
    Evidence evidence;
    std::string reason; ///< one sentence: what the rule says, and for Uncertain why it does not decide
    bool operator==(const FieldDecision&) const = default;
};

struct Decision {
    Rule rule;
    bool provisional = true; ///< one seed only
    std::vector<FieldDecision> fields; ///< schema order
    int64_t fieldsBefore = 0;
    int64_t fieldsAfter = 0; ///< keep and uncertain
    int64_t columnsBefore = 0;
    int64_t columnsAfter = 0;
    bool operator==(const Decision&) const = default;
};

/// Fewer active rows than this behind a gate make its verdict doubtful.
inline constexpr int64_t kFewActiveRows = 100;
inline constexpr double kSettledMove = 0.01;

/// Applies a rule. Under a threshold a doubtful field (still moving, or few active rows) is Uncertain unless
/// forced; under the other rules the verdict is keep or drop and the doubt stands in the evidence.
/// @throws InputError for an unknown field in a force list (with a suggestion) or a rule that cannot be met
/// (a threshold on gates outside [0, 1], a budget by earnings, which needs more than a ranking).
/// A ranking of several searches is judged by decideOverSeeds() (seed_verdicts.h).
[[nodiscard]] Decision decide(const Ranking& ranking, const Rule& rule);

/// Gives each field that stays its columns in the pruned row, and counts fields and columns anew.
void layOut(Decision& decision);

} // namespace leap
