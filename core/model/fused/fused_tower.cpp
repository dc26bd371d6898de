// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/fused/fused_tower.h"

#include "core/base/random.h"

#include <algorithm>
#include <numeric>

namespace leap {
namespace {

std::vector<FusedLayer> makeLayers(const BackboneSpec& spec)
{
    std::vector<FusedLayer> layers;
    int64_t inputs = spec.columns;
    for (const int64_t units : spec.hidden) {
        layers.emplace_back(inputs, units, spec.dropout, layers.empty() ? 1 : 0);
        inputs = units;
    }
    return layers;
}

} // namespace

FusedTower::FusedTower(const BackboneSpec& spec, ParameterSet& parameters)
    : m_parameters(parameters)
    , m_places(addWideDeepParameters(spec, parameters))
    , m_xStride(tower::rowStride(spec.columns))
    , m_layers(makeLayers(spec))
    , m_outputWeight(static_cast<size_t>(m_layers.back().columns()))
{
    size_t largest = 0;
    for (const FusedLayer& layer : m_layers)
        largest =
            std::max(largest, static_cast<size_t>((layer.units() + 1) * tower::rowStride(layer.inputs())));
    m_weightGradient.resize(largest);
}

const float* FusedTower::value(size_t parameter) const
{
    return std::as_const(m_parameters).host().data() + m_parameters.entries()[parameter].offset;
}

std::span<float> FusedTower::part(std::span<float> flat, size_t parameter) const
{
    const ParameterSet::Entry& entry = m_parameters.entries()[parameter];
    return flat.subspan(static_cast<size_t>(entry.offset), static_cast<size_t>(entry.size));
}

void FusedTower::parametersChanged()
{
    for (size_t i = 0; i < m_layers.size(); ++i) {
        const WideDeepParameters::Hidden& places = m_places.hidden[i];
        m_layers[i].setParameters(value(places.linear.weight), value(places.linear.bias), value(places.scale),
                                  value(places.shift));
    }
    m_layers.front().setSideWeight(0, value(m_places.wide.weight));
    std::copy_n(value(m_places.output.weight), m_layers.back().units(), m_outputWeight.begin());
    m_bias = *value(m_places.output.bias) + *value(m_places.wide.bias);
}

void FusedTower::reserve(int64_t rows)
{
    for (FusedLayer& layer : m_layers)
        layer.reserve(rows);
    if (rows <= m_capacity)
        return;
    m_capacity = rows;
    m_logits.resize(static_cast<size_t>(rows));
    m_logitGradient.resize(static_cast<size_t>(rows));
}

FusedLayer::Input FusedTower::inputOf(size_t layer, const Rows& x) const
{
    if (layer == 0)
        return {x.values, m_xStride};
    return {m_layers[layer - 1].output(), m_layers[layer - 1].columns()};
}

void FusedTower::wideLogits(const RowBlock& block, const Rows& x)
{
    const FusedLayer& first = m_layers.front();
    tower::rowDots({.x = x.values + block.first * m_xStride,
                    .stride = m_xStride,
                    .w = first.sideWeight(0),
                    .start = m_bias,
                    .out = m_logits.data() + block.first,
                    .rows = block.rows,
                    .columns = tower::padded(first.inputs())});
}

void FusedTower::deepLogits(const RowBlock& block)
{
    const FusedLayer& last = m_layers.back();
    tower::rowDots({.x = last.output() + block.first * last.columns(),
                    .stride = last.columns(),
                    .w = m_outputWeight.data(),
                    .start = 0,
                    .out = m_logits.data() + block.first,
                    .rows = block.rows,
                    .columns = last.columns(),
                    .add = true});
}

std::span<const float> FusedTower::train(const Rows& x, uint64_t dropoutKey)
{
    reserve(x.count);
    m_rows = x.count;
    const auto activate = [&](const RowBlock& block, size_t layer) {
        m_layers[layer].activate(block, streamKey(dropoutKey, "layer", layer));
    };
    for (size_t i = 0; i < m_layers.size(); ++i) {
        FusedLayer& layer = m_layers[i];
        overRowBlocks(x.count, layer.work(), [&](const RowBlock& block) {
            if (i == 0)
                wideLogits(block, x);
            else
                activate(block, i - 1);
            layer.linear(block, inputOf(i, x));
            layer.measure(block);
        });
        if (x.count > 1)
            layer.useBatchStatistics(x.count);
        else
            layer.useRunningStatistics();
    }
    const size_t last = m_layers.size() - 1;
    overRowBlocks(x.count, m_layers[last].units(), [&](const RowBlock& block) {
        activate(block, last);
        deepLogits(block);
    });
    return {m_logits.data(), static_cast<size_t>(x.count)};
}

std::span<const float> FusedTower::predict(const Rows& x)
{
    reserve(x.count);
    int64_t work = 0;
    for (FusedLayer& layer : m_layers) {
        layer.useRunningStatistics();
        work += layer.work();
    }
    overRowBlocks(x.count, work, [&](const RowBlock& block) {
        wideLogits(block, x);
        for (size_t i = 0; i < m_layers.size(); ++i) {
            m_layers[i].linear(block, inputOf(i, x));
            m_layers[i].activate(block, {});
        }
        deepLogits(block);
    });
    return {m_logits.data(), static_cast<size_t>(x.count)};
}

void FusedTower::addends(const Addends& job) const
{
    const FusedLayer& first = m_layers.front();
    const float* wide = first.sideWeight(0) + job.firstColumn;
    overRowBlocks(job.rows, job.columns * (first.columns() + 1), [&](const RowBlock& block) {
        const float* x = job.x + block.first * job.stride;
        first.addends({x, job.stride}, block.rows, job.firstColumn, job.columns,
                      job.deep + block.first * first.columns());
        for (int64_t row = 0; row < block.rows; ++row)
            job.wide[block.first + row] =
                std::inner_product(wide, wide + job.columns, x + row * job.stride, 0.0F);
    });
}

FusedTower::FirstSums FusedTower::firstSums(int64_t rows)
{
    reserve(rows);
    return {m_layers.front().sums(), m_logits.data()};
}

std::span<const float> FusedTower::predictFromSums(int64_t rows)
{
    int64_t work = 0;
    for (FusedLayer& layer : m_layers) {
        layer.useRunningStatistics();
        work += layer.work();
    }
    work -= m_layers.front().work();
    overRowBlocks(rows, work, [&](const RowBlock& block) {
        m_layers.front().activate(block, {});
        for (size_t i = 1; i < m_layers.size(); ++i) {
            m_layers[i].linear(block, inputOf(i, {}));
            m_layers[i].activate(block, {});
        }
        deepLogits(block);
    });
    return {m_logits.data(), static_cast<size_t>(rows)};
}

void FusedTower::moveStatistics()
{
    for (FusedLayer& layer : m_layers)
        layer.moveStatistics();
}

std::vector<FusedTower::Statistic> FusedTower::statistics() const
{
    std::vector<Statistic> all;
    for (size_t i = 0; i < m_layers.size(); ++i) {
        all.push_back({m_places.hidden[i].meanName, m_layers[i].runningMean()});
        all.push_back({m_places.hidden[i].varianceName, m_layers[i].runningVariance()});
    }
    return all;
}

void FusedTower::setStatistics(const std::vector<std::span<const float>>& values)
{
    for (size_t i = 0; i < m_layers.size(); ++i)
        m_layers[i].setRunning(values[2 * i], values[2 * i + 1]);
}

} // namespace leap
