// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/select/table/xgb_model.h"

#include <vector>

namespace leap {

/// Lasso on a table: the b that minimises 1 / (2 n) |y - b0 - x b|^2 + alpha |b|_1 (scikit-learn's objective;
/// rows count by their weight). Cyclic coordinate descent with covariance updates (Friedman, Hastie and
/// Tibshirani 2010, doi:10.18637/jss.v033.i01, section 2.2): a column's products with all others are
/// computed when it first enters the model, so that a fit costs passes over the table only for new columns.
class Lasso {
public:
    /// @param table outlives this
    explicit Lasso(const FeatureTable& table);

    /// Fits from where the last fit ended (fits of falling alphas are cheap).
    /// @return [columns]; constant columns have 0. Not the minimum when `control` was stopped.
    const std::vector<double>& fit(double alpha, const RunControl& control);
    /// b0 + x b of the last fit. @return [table.rows]
    [[nodiscard]] std::vector<double> predict(const FeatureTable& table) const;

private:
    void addProducts(const std::vector<size_t>& columns);
    void move(size_t column, double change);
    double sweep(double alpha);
    [[nodiscard]] std::vector<size_t> violators(double alpha) const;

    const FeatureTable& m_table;
    std::vector<double> m_mean; ///< of the columns
    std::vector<double> m_variance;
    std::vector<double> m_pull; ///< <x_j - mean, residual> / n
    std::vector<std::vector<double>> m_products; ///< [columns] covariances with all columns, or empty
    std::vector<size_t> m_active; ///< columns with products, in the order in which they came
    std::vector<double> m_coefficients;
    double m_labelMean = 0;
    double m_labelDeviation = 0;
};

} // namespace leap
