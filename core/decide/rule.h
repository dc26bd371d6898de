// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/names.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// What a budget by earnings counts.
enum class BudgetOf { Columns, Bytes, Flops };

template <> struct EnumNames<BudgetOf> {
    static constexpr const char* what = "unit of a budget";
    static constexpr EnumName<BudgetOf> entries[] = {
        {BudgetOf::Columns, "columns"}, {BudgetOf::Bytes, "bytes"}, {BudgetOf::Flops, "flops", "FLOPs"}};
};

/// How a ranking becomes a kept set (section 3.4, and budgets).
struct Rule {
    enum class Kind {
        Threshold, ///< keep score >= threshold
        TopK, ///< keep the K best
        KeepRatio, ///< keep the K = max(1, floor(ratio F)) best
        MaxColumns, ///< down the ranking, skipping what does not fit into `maxColumns`
        Earnings, ///< what earns most by the run's ledger within `budget` of `budgetOf`; see decideRun()
    };
    Kind kind = Kind::Threshold;
    double threshold = 0.5;
    int64_t topK = 0;
    double keepRatio = 0;
    int64_t maxColumns = 0;
    BudgetOf budgetOf = BudgetOf::Columns;
    int64_t budget = 0;
    std::vector<std::string> forceKeep; ///< field names; they count in K and in the columns
    std::vector<std::string> forceDrop;
    /// @throws InputError: K < 1, ratio outside (0, 1], threshold NaN, a field both forced ways, more forced
    /// keeps than K or columns.
    void validate() const;
    [[nodiscard]] std::string text() const; ///< "threshold 0.5", "top 9", "ratio 0.25", "at most 72 columns",
                                            ///< "most earnings within 72 columns"
    bool operator==(const Rule&) const = default;
};

template <> struct EnumNames<Rule::Kind> {
    static constexpr const char* what = "rule";
    static constexpr EnumName<Rule::Kind> entries[] = {{Rule::Kind::Threshold, "threshold"},
                                                       {Rule::Kind::TopK, "top-k"},
                                                       {Rule::Kind::KeepRatio, "keep-ratio"},
                                                       {Rule::Kind::MaxColumns, "max-columns"},
                                                       {Rule::Kind::Earnings, "earnings"}};
};

} // namespace leap
