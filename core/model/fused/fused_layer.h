// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/fused/tower_kernels.h"
#include "core/model/table/aligned_vector.h"
#include "core/model/transform/split_work.h"

#include <cstdint>
#include <optional>
#include <span>

namespace leap {

/// A hidden layer: Linear, BatchNorm, ReLU, dropout; forward and backward in blocks of rows, into buffers
/// that are kept from batch to batch. Functions with a RowBlock may run on several threads at once, one block
/// each; those without end a phase, after all of its blocks.
///
/// A side unit is a linear unit that reads the same input: its weights and its gradient lie behind those of
/// the layer's units and take part in the products of the way back; forward it is the caller's.
class FusedLayer {
public:
    /// Rows of the layer's input.
    struct Input {
        const float* values;
        int64_t stride; ///< as tower_kernels.h wants it
    };

    FusedLayer(int64_t inputs, int64_t units, double dropout, int64_t sideUnits);

    [[nodiscard]] int64_t inputs() const { return m_inputs; }
    [[nodiscard]] int64_t units() const { return m_units; } ///< without side units
    [[nodiscard]] int64_t columns() const { return m_columns; } ///< stride of output()
    [[nodiscard]] int64_t work() const { return m_inputs * m_columns; } ///< multiply-adds of a row

    void reserve(int64_t rows);
    /// @param weight [units, inputs] @param bias, scale, shift [units]
    void setParameters(const float* weight, const float* bias, const float* scale, const float* shift);
    void setSideWeight(int64_t sideUnit, const float* weight); ///< [inputs]
    [[nodiscard]] const float* sideWeight(int64_t sideUnit) const; ///< [padded(inputs)]

    void linear(const RowBlock& block, const Input& x);
    /// What the inputs [first, first + count) add to linear()'s result, without bias.
    /// @param x [rows, count] @param out [rows, columns()]
    void addends(const Input& x, int64_t rows, int64_t first, int64_t count, float* out) const;
    [[nodiscard]] std::span<const float> bias() const
    {
        return {m_bias.data(), m_bias.size()};
    } ///< [columns()]
    [[nodiscard]] float* sums() { return m_z.data(); } ///< [rows, columns()]: linear()'s result
    void measure(const RowBlock& block);
    void useBatchStatistics(int64_t rows); ///< rows > 1; of measure()
    void useRunningStatistics();
    /// @param dropoutKey empty: no dropout
    void activate(const RowBlock& block, std::optional<uint64_t> dropoutKey);
    [[nodiscard]] const float* output() const { return m_out.data(); } ///< [rows, columns()]
    /// Running statistics take their step towards the batch's.
    void moveStatistics();
    [[nodiscard]] std::span<const float> runningMean() const
    {
        return {m_runningMean.data(), size_t(m_units)};
    }
    [[nodiscard]] std::span<const float> runningVariance() const
    {
        return {m_runningVariance.data(), size_t(m_units)};
    }
    void setRunning(std::span<const float> mean, std::span<const float> variance); ///< [units] each

    /// [rows, gradientStride()]: first d loss / d output(), written by the caller; behind the way back the
    /// gradient of linear()'s result.
    [[nodiscard]] float* gradient() { return m_gradient.data(); }
    [[nodiscard]] int64_t gradientStride() const { return m_gradientStride; }
    void activationBack(const RowBlock& block);
    void finishSums(int64_t rows);
    void normBack(const RowBlock& block);
    /// After normBack(). @param gradient of the rows' results, indexed by row
    void setSideGradient(const RowBlock& block, int64_t sideUnit, std::span<const float> gradient);

    /// Columns [first, first + columns) of the gradient of the layer's input, both multiples of tower::kPad.
    struct InputGradient {
        float* out; ///< [block.rows, columns]
        int64_t stride;
        int64_t firstColumn;
        int64_t columns;
        const float* scale = nullptr; ///< [columns]: what each column is multiplied by; null: one
    };
    void inputGradient(const RowBlock& block, const InputGradient& job) const;
    /// out [units + side units, padded(inputs)] = gradient of the weights, summed over `rows` rows. Splits
    /// its work over threads itself.
    void weightGradient(const Input& x, int64_t rows, float* out, int64_t outStride) const;

    /// The same in parts, each of a block's rows and some columns, from out[firstColumn] on; the blocks of a
    /// column have to come in their order. @param firstColumn, columns multiples of tower::kPad
    void addWeightGradient(const RowBlock& block, const Input& x, int64_t firstColumn, int64_t columns,
                           float* out, int64_t outStride) const;
    [[nodiscard]] const float* scaleGradient() const { return m_scaleGradient.data(); }
    [[nodiscard]] const float* shiftGradient() const { return m_shiftGradient.data(); }
    /// d loss / d bias, [units]. BatchNorm takes a bias away again, so with the batch's statistics it is
    /// zero; rounding would leave a little, which Adam would blow up to whole steps.
    [[nodiscard]] const float* biasGradient() const;

private:
    [[nodiscard]] tower::LayerShape shape(const RowBlock& block) const
    {
        return {m_columns, block.rows, m_columns};
    }
    [[nodiscard]] int64_t allUnits() const { return m_units + m_sideUnits; }
    void drawMask(const RowBlock& block, uint64_t key);

    int64_t m_inputs;
    int64_t m_units;
    int64_t m_sideUnits;
    int64_t m_columns; ///< units, padded
    int64_t m_gradientStride; ///< of all units, padded
    int64_t m_weightStride; ///< of m_backwardWeight
    double m_dropout;
    int64_t m_capacity = 0; ///< rows
    int64_t m_rows = 0; ///< that useBatchStatistics() was told
    bool m_batchStatistics = false;

    AlignedVector<float> m_forwardWeight; ///< [inputs, columns]
    AlignedVector<float> m_backwardWeight; ///< [all units, weightStride]
    AlignedVector<float> m_bias, m_scale, m_shift; ///< [columns], as all that follow up to m_slope
    AlignedVector<float> m_mean, m_variance, m_inverse;
    AlignedVector<float> m_runningMean, m_runningVariance;
    AlignedVector<float> m_scaleGradient, m_shiftGradient, m_noGradient;
    AlignedVector<float> m_gain, m_offset, m_slope;
    AlignedVector<float> m_z; ///< [capacity, columns]; normalised by activate()
    AlignedVector<float> m_out;
    AlignedVector<float> m_gradient; ///< [capacity, gradientStride]
    AlignedVector<float> m_firstSums, m_secondSums; ///< [blocks, columns] of the phase under way
};

} // namespace leap
