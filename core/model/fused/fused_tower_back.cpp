// SPDX-License-Identifier: GPL-3.0-or-later
// The backward pass of FusedTower.
#include "core/model/fused/fused_tower.h"

#include <algorithm>
#include <numeric>

namespace leap {

void FusedTower::outputBack(const RowBlock& block, std::span<const float> gradient)
{
    FusedLayer& last = m_layers.back();
    tower::multiply({.a = gradient.data() + block.first,
                     .aRowStride = 1,
                     .aDepthStride = 1,
                     .b = m_outputWeight.data(),
                     .bStride = last.columns(),
                     .c = last.gradient() + block.first * last.gradientStride(),
                     .cStride = last.gradientStride(),
                     .rows = block.rows,
                     .depth = 1,
                     .columns = last.columns()});
}

void FusedTower::backward(std::span<const float> gradient)
{
    std::copy(gradient.begin(), gradient.end(), m_logitGradient.begin());
    overRowBlocks(m_rows, m_layers.back().columns(), [&](const RowBlock& block) {
        outputBack(block, gradient);
        m_layers.back().activationBack(block);
    });
    for (size_t i = m_layers.size(); i-- > 0;) {
        FusedLayer& layer = m_layers[i];
        layer.finishSums(m_rows);
        overRowBlocks(m_rows, i == 0 ? layer.columns() : layer.work(), [&](const RowBlock& block) {
            layer.normBack(block);
            if (i == 0) {
                layer.setSideGradient(block, 0, gradient);
                return;
            }
            FusedLayer& below = m_layers[i - 1];
            layer.inputGradient(block,
                                {.out = below.gradient() + block.first * below.gradientStride(),
                                 .stride = below.gradientStride(),
                                 .firstColumn = 0,
                                 .columns = below.columns()});
            below.activationBack(block);
        });
    }
}

void FusedTower::outputGradient(std::span<const float> gradient, std::span<float> flat)
{
    const FusedLayer& last = m_layers.back();
    tower::multiply({.a = gradient.data(),
                     .aRowStride = 0,
                     .aDepthStride = 1,
                     .b = last.output(),
                     .bStride = last.columns(),
                     .c = m_weightGradient.data(),
                     .cStride = last.columns(),
                     .rows = 1,
                     .depth = m_rows,
                     .columns = last.columns()});
    std::copy_n(m_weightGradient.begin(), last.units(), part(flat, m_places.output.weight).begin());
    const auto sum = static_cast<float>(std::accumulate(gradient.begin(), gradient.end(), 0.0));
    part(flat, m_places.output.bias)[0] = sum;
    part(flat, m_places.wide.bias)[0] = sum;
}

void FusedTower::addFirstLayer(const RowBlock& block, const Rows& x, int64_t firstColumn, int64_t columns)
{
    const FusedLayer& layer = m_layers.front();
    layer.addWeightGradient(block, inputOf(0, x), firstColumn, columns, m_weightGradient.data(),
                            tower::rowStride(layer.inputs()));
}

void FusedTower::parameterGradients(const Rows& x, std::span<float> flat, FirstLayer first)
{
    for (size_t i = 0; i < m_layers.size(); ++i) {
        const FusedLayer& layer = m_layers[i];
        const WideDeepParameters::Hidden& places = m_places.hidden[i];
        const int64_t stride = tower::rowStride(layer.inputs());
        if (i > 0 || first == FirstLayer::Anew)
            layer.weightGradient(inputOf(i, x), m_rows, m_weightGradient.data(), stride);
        const float* row = m_weightGradient.data();
        const auto copyRow = [&](std::span<float> to) {
            std::copy_n(row, layer.inputs(), to.begin());
            row += stride;
        };
        for (int64_t unit = 0; unit < layer.units(); ++unit)
            copyRow(part(flat, places.linear.weight).subspan(static_cast<size_t>(unit * layer.inputs())));
        if (i == 0)
            copyRow(part(flat, m_places.wide.weight));
        std::copy_n(layer.biasGradient(), layer.units(), part(flat, places.linear.bias).begin());
        std::copy_n(layer.scaleGradient(), layer.units(), part(flat, places.scale).begin());
        std::copy_n(layer.shiftGradient(), layer.units(), part(flat, places.shift).begin());
    }
    outputGradient({m_logitGradient.data(), static_cast<size_t>(m_rows)}, flat);
}

void FusedTower::inputGradient(float* out) const
{
    constexpr int64_t kColumns = 1024; // long runs in memory, weights that stay in the cache
    const int64_t end = tower::padded(m_layers.front().inputs());
    overRowBlocks(m_rows, end * inputGradientWork(), [&](const RowBlock& block) {
        for (int64_t column = 0; column < end; column += kColumns)
            inputGradient(block,
                          {.out = out + block.first * m_xStride + column,
                           .stride = m_xStride,
                           .firstColumn = column,
                           .columns = std::min(kColumns, end - column)});
    });
}

} // namespace leap
