// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/rule.h"
#include "core/search/gate_course.h"
#include "core/search/ranking.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace leap {

enum class Verdict { Keep, Drop, Uncertain };

template <> struct EnumNames<Verdict> {
    static constexpr const char* what = "verdict";
    static constexpr EnumName<Verdict> entries[] = {
        {Verdict::Keep, "keep"}, {Verdict::Drop, "drop"}, {Verdict::Uncertain, "uncertain"}};
};

/// What a verdict rests on.
struct Evidence {
    int seeds = 1;
    bool settled = false; ///< Standing::Settled
    int64_t activeRows = 0;
    int keptInSeeds = 0; ///< how many of `seeds` keep the field by the rule; 0 with one search only
    int halfSamples = 0; ///< searches on halves of the rows
    int keptInHalfSamples = 0;
    /// Standard deviation of the score: same rows, other seeds; NaN below two seeds
    double seedSpread = std::numeric_limits<double>::quiet_NaN();
    /// The same seed, other halves of the rows (so of samples half as large); NaN without
    double samplingSpread = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::string> substitutes; ///< fields that stand in for one another, this one among them
    std::vector<std::string> doubts; ///< parts of sentences; empty = none
};

/// How alike the kept sets of several searches are: Nogueira's index with its 95 % interval
/// (core/metric/stability.h). NaN: undefined.
struct SetStability {
    int searches = 0;
    double index = std::numeric_limits<double>::quiet_NaN();
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
};

struct FieldDecision {
    FieldScore field;
    Verdict verdict = Verdict::Uncertain;
    bool forced = false;
    int64_t newStart = -1; ///< columns in the pruned row; -1 when dropped. Uncertain fields stay in.
    int64_t newEnd = -1;
    Evidence evidence;
    std::string reason; ///< one sentence: what the rule says, and for Uncertain why it does not decide
};

/// A column that was not trained on because it never varies. Whatever the rule, it is dropped.
struct DroppedColumn {
    std::string name;
    std::string reason; ///< "constant", "blank (every cell is missing)"
    bool operator==(const DroppedColumn&) const = default;
};

struct Decision {
    Rule rule;
    bool provisional = true; ///< one search only
    SetStability seedStability; ///< over searches with other seeds, by the rule
    SetStability halfStability; ///< over searches on half-samples, by the rule
    std::vector<FieldDecision> fields; ///< schema order
    int64_t fieldsBefore = 0;
    int64_t fieldsAfter = 0; ///< keep and uncertain
    int64_t columnsBefore = 0;
    int64_t columnsAfter = 0;
    std::vector<DroppedColumn> constants; ///< in the order of the file; no fields, and not counted as such
};

/// Fewer active rows than this behind a gate make its verdict doubtful.
inline constexpr int64_t kFewActiveRows = 100;

/// Gives each field that stays its columns in the pruned row, and counts fields and columns again.
void layOut(Decision& decision);

} // namespace leap
