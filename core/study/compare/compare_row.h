// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/compare/compare.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// One cell of a comparison, collected search by search. Private to compare/.
namespace leap {

/// The mean of a metric over trainings, or the first reason why there is none.
class MetricMean {
public:
    void add(const MetricValue& metric);
    [[nodiscard]] MetricValue value() const;

private:
    std::vector<double> m_values;
    std::optional<MetricValue> m_undefined;
    int64_t m_used = 0;
};

/// One search of a selector.
struct ComparedSearch {
    uint64_t seed = 0;
    int draw = 0;
    const SearchOutcome* outcome = nullptr;
};

/// Collects the retrainings of one selector at one ratio on one dataset and makes their row.
class CompareRowMaker {
public:
    /// @param names of the fields in `kept`
    /// @param retrains of that set, with their test rows opened
    void add(const ComparedSearch& search, const KeptSet& kept, const std::vector<std::string>& names,
             const std::vector<std::shared_ptr<const RetrainResult>>& retrains);
    /// Figures, spread and the set that most searches kept; names of dataset and selector are the caller's.
    /// Needs at least one search.
    [[nodiscard]] CompareRow row(const RowLayout& layout) &&;

private:
    void addFigures(CompareSet& set, const RetrainResult& retrained);
    [[nodiscard]] size_t mostCommonSet() const;
    void setSpread();

    CompareRow m_row;
    std::vector<KeptSet> m_kept;
    MetricMean m_auc, m_logLoss, m_gaucByImpressions, m_gaucPlain, m_validation;
    std::vector<double> m_searchSeconds, m_retrainSeconds, m_forwardPasses;
};

} // namespace leap
