// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/fused/fused_layer.h"
#include "core/model/network/backbone.h"
#include "core/model/network/parameter_set.h"
#include "core/model/network/wide_deep.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// The same network as makeWideDeep() for the CPU, without autograd: the way back is written out, buffers are
/// kept from batch to batch, and a caller asks for the gradients that it needs and no others. Its parameters
/// live in a ParameterSet, under the same names. Uses the threads of at::set_num_threads(); their number
/// changes no result. Not thread-safe.
class FusedTower {
public:
    /// Declares the parameters; `parameters` must outlive the tower and be allocated before
    /// parametersChanged(). @param spec with one hidden layer at least, and good for checkBackbone()
    FusedTower(const BackboneSpec& spec, ParameterSet& parameters);

    /// To be called after the parameters were allocated, loaded or moved.
    void parametersChanged();

    /// x~: [count, columns] of the stride tower::rowStride(columns), zero behind the columns.
    struct Rows {
        const float* values;
        int64_t count; ///< > 0
    };
    /// Logits with dropout and the batch's statistics (the running ones for a single row).
    [[nodiscard]] std::span<const float> train(const Rows& x, uint64_t dropoutKey);
    /// Logits without dropout, with the running statistics.
    [[nodiscard]] std::span<const float> predict(const Rows& x);

    /// What a run of x~'s columns adds to the first layer's sums and to the wide part.
    struct Addends {
        const float* x; ///< [rows, columns] of the stride `stride`
        int64_t stride;
        int64_t rows;
        int64_t firstColumn;
        int64_t columns;
        float* deep; ///< [rows, firstBias().size()], on a cache line
        float* wide; ///< [rows]
    };
    void addends(const Addends& job) const;
    [[nodiscard]] std::span<const float> firstBias() const { return m_layers.front().bias(); } ///< padded
    [[nodiscard]] float outputBias() const { return m_bias; } ///< of output and wide part together
    /// Where a caller writes the sums of all columns and the biases, for predictFromSums(); valid until the
    /// next call of another function.
    struct FirstSums {
        float* deep; ///< [rows, firstBias().size()]
        float* wide; ///< [rows]
    };
    [[nodiscard]] FirstSums firstSums(int64_t rows);
    /// What predict() says of rows with these sums.
    [[nodiscard]] std::span<const float> predictFromSums(int64_t rows);

    /// The rest refers to the rows of the last train().
    void moveStatistics();
    /// @param gradient d loss / d logit, [count]
    void backward(std::span<const float> gradient);
    enum class FirstLayer { Anew, Added };
    /// After backward(): d loss / d parameter where the ParameterSet has the parameters. @param x as in
    /// train() @param first Added: addFirstLayer() has seen all of the first layer
    void parameterGradients(const Rows& x, std::span<float> flat, FirstLayer first = FirstLayer::Anew);
    /// A part of the first layer's weight gradient, while its rows are in the cache. The blocks of a column
    /// have to come in their order; different columns may run on different threads.
    /// @param firstColumn, columns multiples of tower::kPad
    void addFirstLayer(const RowBlock& block, const Rows& x, int64_t firstColumn, int64_t columns);
    /// After backward(): a block's part of the gradient of x~. May run on several threads.
    void inputGradient(const RowBlock& block, const FusedLayer::InputGradient& job) const
    {
        m_layers.front().inputGradient(block, job);
    }
    /// The same for all rows. @param out [count, padded(columns)], of x's stride
    void inputGradient(float* out) const;
    /// Multiply-adds of inputGradient() for one row and column.
    [[nodiscard]] int64_t inputGradientWork() const { return m_layers.front().units() + 1; }

    /// BatchNorm's running statistics.
    struct Statistic {
        std::string name;
        std::span<const float> values;
    };
    [[nodiscard]] std::vector<Statistic> statistics() const;
    /// @param values in the order of statistics(), each of its size
    void setStatistics(const std::vector<std::span<const float>>& values);

private:
    void reserve(int64_t rows);
    [[nodiscard]] FusedLayer::Input inputOf(size_t layer, const Rows& x) const;
    void wideLogits(const RowBlock& block, const Rows& x);
    void deepLogits(const RowBlock& block);
    void outputBack(const RowBlock& block, std::span<const float> gradient);
    void outputGradient(std::span<const float> gradient, std::span<float> flat);
    [[nodiscard]] std::span<float> part(std::span<float> flat, size_t parameter) const;
    [[nodiscard]] const float* value(size_t parameter) const;

    ParameterSet& m_parameters;
    WideDeepParameters m_places;
    int64_t m_xStride;
    std::vector<FusedLayer> m_layers; ///< the first has the wide part as its side unit
    int64_t m_capacity = 0; ///< rows
    int64_t m_rows = 0; ///< of the last train()
    float m_bias = 0; ///< of output and wide part
    AlignedVector<float> m_outputWeight; ///< [padded(last layer's units)]
    AlignedVector<float> m_logits; ///< [capacity]
    AlignedVector<float> m_logitGradient; ///< [capacity]
    AlignedVector<float> m_weightGradient; ///< scratch: the largest layer's, with strides
};

} // namespace leap
