// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/select/table/xgb_model.h"
#include "tests/metric/toy_scores.h"

#include <cmath>

namespace leap {

/// 400 rows of six columns in [-1, 1), column c = numbers(400, 11 + c) / 500 - 1, and a label that depends on
/// five of them: P(y) = sigmoid(2 z), z = 2 x0 - 1.5 x1 + x2 [x3 > 0] + .3 x4.
inline FeatureTable sixColumns()
{
    FeatureTable table;
    table.rows = 400;
    table.columns = 6;
    table.values.resize(2400);
    for (size_t column = 0; column < 6; ++column) {
        const auto numbers = toy::numbers(400, 11 + column);
        for (size_t row = 0; row < 400; ++row)
            table.values[row * 6 + column] = static_cast<float>(numbers[row] / 500.0 - 1);
        table.fieldOf.push_back(static_cast<int64_t>(column));
    }
    const auto u = toy::numbers(400, 99);
    for (size_t row = 0; row < 400; ++row) {
        const float* x = &table.values[row * 6];
        const double z = 2.0 * x[0] - 1.5 * x[1] + 1.0 * x[2] * (x[3] > 0 ? 1 : 0) + 0.3 * x[4];
        table.label.push_back(1 / (1 + std::exp(-2 * z)) > u[row] / 1000.0 ? 1.0F : 0.0F);
    }
    return table;
}

} // namespace leap
