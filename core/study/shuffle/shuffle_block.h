// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"
#include "core/study/shuffle/shuffle_study.h"
#include "core/train/trained_model.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace leap {

/// Some validation rows of a shuffle study, as the model's concatenated rows: what their losses become when a
/// field reads other rows' values. Private to core/study.
class ShuffleBlock {
public:
    /// All must outlive this.
    ShuffleBlock(const RowLayout& layout, TrainedModel& model, const ShufflePlan& plan);

    /// @param number of the block: it names the shuffles
    void read(const Batch& batch, uint64_t number);
    [[nodiscard]] int64_t rows() const { return m_rows; }
    [[nodiscard]] std::span<const float> weight() const { return m_weight; }
    [[nodiscard]] std::span<const int32_t> group() const { return m_group; } ///< empty without groups
    [[nodiscard]] double lossSum() const; ///< weighted, with all fields as they are
    [[nodiscard]] double weightSum() const;
    /// Rows whose value a uniform shuffle is expected to change: n - sum_v n_v^2 / n, values being compared
    /// as the model reads them.
    [[nodiscard]] double changedRows(size_t field) const;

    /// The form of gate replaces by other rows' values (otherwise by the block's mean).
    [[nodiscard]] bool shuffles() const;
    void drawShuffle(size_t field, int repeat);
    /// As the form of gate replaces: the same shuffle, or the mean.
    void drawReplacement(size_t field, int repeat);
    /// [rows] whose values a row reads; empty: the mean's
    [[nodiscard]] std::span<const int64_t> donors() const { return m_from; }
    /// [rows] loss with this field at g x + (1 - g) x', the others as they are, less the loss as it is.
    [[nodiscard]] std::span<const double> lossChange(size_t field, double gate);

    /// Puts all gates where they stand; until the next read() for slope() alone.
    void mixAll(int repeat);
    /// After mixAll() of the same repeat: [rows] d loss / d g of this field: by the gradient, or for a gate
    /// that is a probability the loss with the field kept less the loss with it replaced.
    [[nodiscard]] std::span<const double> slope(size_t field, int repeat);

private:
    [[nodiscard]] bool samples() const;
    [[nodiscard]] float replacement(size_t row, size_t column) const;
    void setMean(size_t field);
    void mix(size_t field, double gate);
    void restore(size_t field);
    void evaluateUnmixed();
    void evaluateMixed(size_t field, double gate);
    void evaluate(const std::vector<float>& x, std::vector<float>& loss);
    [[nodiscard]] bool kept(size_t row, size_t field) const;
    void sample(size_t field, bool switched);
    [[nodiscard]] std::span<const double> slopeByGradient(size_t field);
    [[nodiscard]] std::span<const double> slopeBySwitching(size_t field);

    const std::vector<int64_t>& m_ranges;
    size_t m_columns;
    TrainedModel& m_model;
    const ShufflePlan& m_plan;
    uint64_t m_number = 0;
    RandomStream m_draws{0}; ///< of the rows that keep their own values
    int64_t m_rows = 0;
    std::vector<float> m_x; ///< [rows, D]
    std::unique_ptr<FieldMix> m_mix; ///< of m_x; null where the model has no such
    std::optional<size_t> m_mixedField; ///< that m_mix has chosen
    std::vector<float> m_mixed; ///< [rows, D] m_x between two calls, before mixAll()
    std::vector<float> m_gradient; ///< [rows, D]
    std::vector<float> m_label, m_weight, m_logits, m_baseLoss, m_loss, m_sampledLoss;
    std::vector<int32_t> m_group;
    std::vector<double> m_change; ///< [rows]
    std::vector<int64_t> m_from; ///< [rows], or empty: m_mean
    std::vector<float> m_mean; ///< [D]; those of the last field asked for are set
};

/// Rows that are shuffled with one another. Blocks are of about the same size, so that the last one is no
/// handful of rows; of a block's x, [rows, columns], at most 2^24 values are in memory at a time, in each
/// copy.
[[nodiscard]] int64_t shuffleBlockRows(int64_t rows, int64_t columns);

} // namespace leap
