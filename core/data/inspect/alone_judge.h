// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/coded_column.h"
#include "core/data/schema/schema.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace leap {

/// Rows of each class that are needed to judge by; fewer tell nothing. Private to core/data, as is all of
/// this file.
inline constexpr int64_t kLeastOfClass = 5;

/// Which class each row has, and in which random half it lies, for judging columns alone.
class AloneJudge {
public:
    /// @param label [rows] 0, 1 or NaN
    explicit AloneJudge(std::span<const float> label);
    /// AUC of the column's target rates, fitted on one half of the rows and judged on the other: of its
    /// values, or of 100 quantile bins where it is numeric. Nothing when the judged half has fewer than 5
    /// rows of a class.
    [[nodiscard]] std::optional<double> auc(const CodedColumn& column, InputKind kind) const;
    /// Standard error of the AUC of a column that tells nothing; 0 where there is nothing to judge by.
    [[nodiscard]] double error() const { return m_error; }

private:
    std::vector<uint8_t> m_cells; ///< [rows] class + 2 * half; 4 = no label
    double m_error = 0;
};

} // namespace leap
