// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace leap {

/// A table of numbers, row-major, for the tree and linear rankers.
struct FeatureTable {
    int64_t rows = 0;
    int64_t columns = 0;
    std::vector<float> values; ///< [rows, columns], finite
    std::vector<float> label; ///< [rows], 0 or 1
    std::vector<float> weight; ///< [rows], or empty: all 1
    std::vector<int64_t> fieldOf; ///< [columns]
};

/// Parameters of XGBoost by its own names.
using XgbParameters = std::map<std::string, std::string>;

/// A trained XGBoost model (Chen and Guestrin 2016, doi:10.1145/2939672.2939785), by its C interface.
class XgbModel {
public:
    /// @param rounds of boosting @param stop asked between rounds; true: no further round
    /// @throws FailureError with XGBoost's message
    template <class Stop>
    XgbModel(const FeatureTable& table, const XgbParameters& parameters, int rounds, const Stop& stop)
        : XgbModel(table, parameters)
    {
        for (int round = 0; round < rounds && !stop(); ++round)
            update(round);
    }
    ~XgbModel();
    XgbModel(const XgbModel&) = delete;
    XgbModel& operator=(const XgbModel&) = delete;

    /// [columns] @param kind "gain" (mean over a column's splits) or "total_gain". 0 for columns that the
    /// model does not use.
    [[nodiscard]] std::vector<double> scores(const std::string& kind) const;
    /// Predictions for another table, by the objective's output. @return [table.rows]
    [[nodiscard]] std::vector<float> predict(const FeatureTable& table) const;

private:
    XgbModel(const FeatureTable& table, const XgbParameters& parameters);
    void update(int round);

    void* m_rows = nullptr;
    void* m_booster = nullptr;
    int64_t m_columns;
};

} // namespace leap
