// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trained_model.h"

#include "core/base/statistics.h"
#include "core/model/fused/field_addends.h"
#include "core/model/fused/fused_shuffle.h"
#include "core/model/fused/fused_tower.h"
#include "core/model/network/backbone.h"
#include "core/model/network/gradients.h"
#include "core/model/network/loss.h"
#include "core/model/network/parameter_set.h"
#include "core/model/table/field_embedding.h"
#include "core/train/engine/engine_checks.h"
#include "core/train/engine/engine_state.h"
#include "core/train/engine/torch_call.h"
#include "core/train/engine/torch_device.h"
#include "core/train/engines.h"
#include "core/train/model_state.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace leap {
namespace {

/// The network's parameters under another's names. @throws InputError naming the one that does not fit
void loadParameters(const StateDict& state, const std::string& prefix, ParameterSet& parameters)
{
    for (const auto& entry : parameters.entries()) {
        const auto& values = getFloats(state, prefix + entry.name, entry.size);
        std::copy(values.begin(), values.end(), parameters.host().begin() + entry.offset);
    }
}

/// The fused tower with a model's weights.
struct LoadedTower {
    LoadedTower(const EngineSpec& spec, const StateDict& state, const std::string& prefix)
        : tower(backboneSpecFor(spec), parameters)
    {
        parameters.allocate(spec.seed, c10::Device(c10::kCPU));
        loadParameters(state, prefix, parameters);
        std::vector<std::span<const float>> statistics;
        for (const auto& statistic : tower.statistics())
            statistics.emplace_back(
                getFloats(state, prefix + statistic.name, static_cast<int64_t>(statistic.values.size())));
        tower.setStatistics(statistics);
        tower.parametersChanged();
    }

    ParameterSet parameters;
    FusedTower tower;
};

/// Of rows that lie in memory.
class MixedRows final : public FieldMix {
public:
    MixedRows(FusedTower& tower, const RowLayout& layout, int threads, std::span<const float> x)
        : m_layout(layout)
        , m_threads(threads)
        , m_x(x)
        , m_addends(tower, static_cast<int64_t>(x.size()) / layout.columns())
    {
        for (size_t field = 0; field < static_cast<size_t>(layout.fields()); ++field) {
            choose(field);
            m_addends.addChosen();
        }
    }
    void choose(size_t field) override
    {
        useThreads(m_threads);
        const int64_t first = m_layout.ranges[field];
        m_addends.choose({.x = m_x.data() + first,
                          .stride = m_layout.columns(),
                          .first = first,
                          .count = m_layout.ranges[field + 1] - first});
    }
    void predict(std::span<const int64_t> from, double gate, std::vector<float>& logits) override
    {
        useThreads(m_threads);
        m_addends.predict(from, static_cast<float>(gate), logits);
    }

private:
    const RowLayout& m_layout;
    int m_threads;
    std::span<const float> m_x;
    FieldAddends m_addends;
};

/// Of a batch, whose columns are read field by field.
class MixedBatch final : public FieldMix {
public:
    MixedBatch(FusedTower& tower, FieldEmbedding& embedding, int threads, const Batch& rows)
        : m_threads(threads)
        , m_shuffle(embedding, tower, rows)
    {
    }
    void choose(size_t field) override
    {
        useThreads(m_threads);
        m_shuffle.choose(static_cast<int64_t>(field));
    }
    void predict(std::span<const int64_t> from, double gate, std::vector<float>& logits) override
    {
        useThreads(m_threads);
        m_shuffle.predict(from, static_cast<float>(gate), logits);
    }

private:
    int m_threads;
    FusedShuffle m_shuffle;
};

class TorchModel final : public TrainedModel {
public:
    TorchModel(const EngineSpec& spec, const StateDict& state, const std::string& prefix)
        : m_device(resolveDevice(spec.device))
        , m_threads(std::max(1, spec.threads))
        , m_embedding(spec.layout, spec.embeddingScale, spec.seed, AdamHyper{.rate = spec.learningRate})
        , m_backbone(makeBackbone(spec.network.backbone, backboneSpecFor(spec), m_parameters, m_device))
    {
        m_parameters.allocate(spec.seed, m_device);
        loadNetwork(state, prefix);
        for (size_t table = 0; table < m_embedding.tables().size(); ++table)
            loadTable(state, prefix, table);
        if (fusedEngineSupports(spec))
            m_fused = std::make_unique<LoadedTower>(spec, state, prefix);
    }

    void read(const Batch& batch, std::span<float> x) override
    {
        if (batch.rows > 0)
            m_embedding.read(batch, x.data());
    }

    void predict(std::span<const float> x, std::span<float> logits) override
    {
        if (logits.empty())
            return;
        translated("a prediction", [&] {
            useThreads(m_threads);
            const c10::NoGradGuard noGrad;
            const at::Tensor found = m_backbone->forward(onDevice(x), {}).cpu().contiguous();
            std::copy_n(found.const_data_ptr<float>(), logits.size(), logits.begin());
        });
    }

    void pullBack(std::span<const float> x, const LogitSlopes& slopes, std::span<float> gradient) override
    {
        if (x.empty())
            return;
        translated("a gradient of rows", [&] {
            useThreads(m_threads);
            const c10::AutoGradMode recording(true);
            const at::Tensor rows = onDevice(x).detach().set_requires_grad(true);
            const at::Tensor logits = m_backbone->forward(rows, {});
            const at::Tensor ofRows =
                gradientsOf(logits, {rows}, slopesOf(logits, slopes)).front().cpu().contiguous();
            std::copy_n(ofRows.const_data_ptr<float>(), ofRows.numel(), gradient.begin());
        });
    }

    std::unique_ptr<FieldMix> fieldMix(std::span<const float> x) override
    {
        if (!m_fused || x.empty())
            return nullptr;
        return std::make_unique<MixedRows>(m_fused->tower, m_embedding.layout(), m_threads, x);
    }

    std::unique_ptr<FieldMix> fieldMix(const Batch& rows) override
    {
        if (!m_fused || rows.rows == 0)
            return nullptr;
        useThreads(m_threads);
        return std::make_unique<MixedBatch>(m_fused->tower, m_embedding, m_threads, rows);
    }

private:
    /// The caller's rows themselves on the CPU; nothing writes to them.
    at::Tensor onDevice(std::span<const float> x) const
    {
        const int64_t columns = m_embedding.layout().columns();
        auto* memory = const_cast<float*>(x.data()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
        return at::from_blob(memory, {static_cast<int64_t>(x.size()) / columns, columns}, at::kFloat)
            .to(m_device);
    }

    at::Tensor slopesOf(const at::Tensor& logits, const LogitSlopes& slopes) const
    {
        const at::Tensor host = logits.detach().cpu().contiguous();
        const auto rows = static_cast<size_t>(host.numel());
        at::Tensor gradient = at::empty({host.numel()}, at::kFloat);
        slopes({host.const_data_ptr<float>(), rows}, {gradient.mutable_data_ptr<float>(), rows});
        return gradient.to(m_device);
    }

    void loadNetwork(const StateDict& state, const std::string& prefix)
    {
        const c10::NoGradGuard noGrad;
        loadParameters(state, prefix, m_parameters);
        m_parameters.upload();
        for (const auto& statistic : m_backbone->statistics())
            loadTensor(getFloats(state, prefix + statistic.name, statistic.values.numel()), statistic.values);
    }

    void loadTable(const StateDict& state, const std::string& prefix, size_t table)
    {
        const EmbeddingTable& values = m_embedding.tables()[table].values;
        m_embedding.setWeights(
            table,
            getFloats(state, tableStateName(table, kTableWeights, prefix), values.rows() * values.width()));
    }

    c10::Device m_device;
    int m_threads;
    FieldEmbedding m_embedding;
    ParameterSet m_parameters;
    std::unique_ptr<Backbone> m_backbone;
    std::unique_ptr<LoadedTower> m_fused; ///< the same network; null where fusedEngineSupports() says no
};

} // namespace

void TrainedModel::losses(std::span<const float> x, std::span<const float> label, std::span<float> loss)
{
    m_logits.resize(label.size());
    predict(x, m_logits);
    rowLosses(m_logits, label, loss);
}

void TrainedModel::gradients(std::span<const float> x, std::span<const float> label,
                             std::span<float> gradient)
{
    const auto slopes = [&](std::span<const float> logits, std::span<float> out) {
        for (size_t row = 0; row < label.size(); ++row)
            out[row] = 1.0F / (1.0F + std::exp(-logits[row])) - label[row];
    };
    pullBack(x, slopes, gradient);
}

void TrainedModel::weightedGradients(std::span<const float> x, const Batch& batch, std::span<float> gradient)
{
    const double weights = batch.weight.empty()
        ? static_cast<double>(batch.rows)
        : std::accumulate(batch.weight.begin(), batch.weight.end(), 0.0);
    const auto slopes = [&](std::span<const float> logits, std::span<float> out) {
        (void)binaryCrossEntropy(logits, batch.label, batch.weight, out);
        for (float& slope : out)
            slope = static_cast<float>(slope * weights); // of the sum, not of the mean
    };
    pullBack(x, slopes, gradient);
}

std::unique_ptr<TrainedModel> makeTrainedModel(const EngineSpec& spec, const StateDict& state,
                                               const std::string& prefix)
{
    checkLayout(spec.layout);
    return translated("setting up the model", [&]() -> std::unique_ptr<TrainedModel> {
        return std::make_unique<TorchModel>(spec, state, prefix);
    });
}

} // namespace leap
