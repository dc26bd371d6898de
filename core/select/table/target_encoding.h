// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/dataset.h"

#include <cstdint>
#include <span>
#include <vector>

namespace leap {

/// Counts of the rows of each id of one input, and of the positive ones among them.
class IdRates {
public:
    explicit IdRates(int64_t vocabulary)
        : m_rows(static_cast<size_t>(vocabulary))
        , m_positive(static_cast<size_t>(vocabulary))
    {
    }
    void add(int32_t id, double weight, bool positive)
    {
        m_rows[static_cast<size_t>(id)] += weight;
        m_positive[static_cast<size_t>(id)] += positive ? weight : 0;
    }
    void add(const IdRates& other);
    void subtract(const IdRates& other);
    /// The id's share of positive rows, drawn towards `base` as if kPrior rows more had been seen
    /// (Micci-Barreca 2001, doi:10.1145/507533.507538).
    static constexpr double kPrior = 20;
    [[nodiscard]] double rate(int32_t id, double base) const
    {
        const auto at = static_cast<size_t>(id);
        return (m_positive[at] + kPrior * base) / (m_rows[at] + kPrior);
    }

private:
    std::vector<double> m_rows;
    std::vector<double> m_positive;
};

/// Target encoding of every Id and Bag input: out of fold for the rows that it was learnt from (each of
/// kFolds parts of the rows, dealt in turn, is encoded by the others), by all of them for other rows. A bag
/// is the mean of its ids, an empty one the base rate.
class TargetEncoding {
public:
    static constexpr const char* kName = "target encodings, out of fold on the training rows"; ///< for people
    static constexpr int64_t kFolds = 5;
    /// @param rows that are learnt from, all in one batch
    TargetEncoding(const RowLayout& layout, const Batch& rows);

    /// Value of input `input` (of Id or Bag storage) in row `row` of the rows learnt from.
    [[nodiscard]] double outOfFold(size_t input, const Batch& rows, int64_t row) const
    {
        return encode(m_others[static_cast<size_t>(row % kFolds)][input], input, rows, row);
    }
    /// The same for rows that were not learnt from.
    [[nodiscard]] double ofNewRow(size_t input, const Batch& rows, int64_t row) const
    {
        return encode(m_all[input], input, rows, row);
    }
    [[nodiscard]] double base() const { return m_base; }

private:
    using Rates = std::vector<IdRates>; ///< one per input; of no ids where the input is dense
    [[nodiscard]] double encode(const IdRates& rates, size_t input, const Batch& rows, int64_t row) const;
    [[nodiscard]] Rates count(const Batch& rows, int64_t fold) const;
    [[nodiscard]] std::span<const int32_t> idsOf(size_t input, const Batch& rows, int64_t row) const;

    const RowLayout& m_layout;
    double m_base = 0;
    Rates m_all;
    std::vector<Rates> m_others; ///< [kFolds] all folds but this one
};

} // namespace leap
