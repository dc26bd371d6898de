// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/engine/row_model.h"

#include "core/base/statistics.h"
#include "core/model/fused/field_addends.h"
#include "core/model/fused/fused_tower.h"
#include "core/model/network/backbone.h"
#include "core/model/network/gradients.h"
#include "core/model/network/parameter_set.h"
#include "core/model/table/field_embedding.h"
#include "core/train/engine/engine_checks.h"
#include "core/train/engine/engine_state.h"
#include "core/train/engine/torch_call.h"
#include "core/train/engine/torch_device.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap {
namespace {

void crossEntropies(std::span<const float> logits, std::span<const float> label, std::span<float> loss)
{
    for (size_t row = 0; row < label.size(); ++row)
        loss[row] = logLossOfLogit(logits[row], label[row]);
}

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

class FusedFieldMix final : public FieldMix {
public:
    FusedFieldMix(FusedTower& tower, const RowLayout& layout, int threads, std::span<const float> x,
                  std::span<const float> label)
        : m_layout(layout)
        , m_threads(threads)
        , m_x(x)
        , m_label(label)
        , m_addends(tower, static_cast<int64_t>(label.size()))
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
    void losses(std::span<const int64_t> from, double gate, std::span<float> loss) override
    {
        useThreads(m_threads);
        m_addends.predict(from, static_cast<float>(gate), m_logits);
        crossEntropies(m_logits, m_label, loss);
    }

private:
    const RowLayout& m_layout;
    int m_threads;
    std::span<const float> m_x, m_label;
    FieldAddends m_addends;
    std::vector<float> m_logits;
};

class TorchRowModel final : public RowModel {
public:
    TorchRowModel(const EngineSpec& spec, const StateDict& state, const std::string& prefix)
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

    void losses(std::span<const float> x, std::span<const float> label, std::span<float> loss) override
    {
        if (label.empty())
            return;
        translated("a prediction", [&] {
            useThreads(m_threads);
            const c10::NoGradGuard noGrad;
            const at::Tensor logits = m_backbone->forward(onDevice(x, label.size()), {}).cpu().contiguous();
            crossEntropies({logits.const_data_ptr<float>(), label.size()}, label, loss);
        });
    }

    void gradients(std::span<const float> x, std::span<const float> label, std::span<float> gradient) override
    {
        if (label.empty())
            return;
        translated("a gradient of rows", [&] {
            useThreads(m_threads);
            const c10::AutoGradMode recording(true);
            const at::Tensor rows = onDevice(x, label.size()).detach().set_requires_grad(true);
            const at::Tensor logits = m_backbone->forward(rows, {});
            const at::Tensor ofRows =
                gradientsOf(logits, {rows}, ofLogits(logits, label)).front().cpu().contiguous();
            std::copy_n(ofRows.const_data_ptr<float>(), ofRows.numel(), gradient.begin());
        });
    }

    std::unique_ptr<FieldMix> fieldMix(std::span<const float> x, std::span<const float> label) override
    {
        if (!m_fused || label.empty())
            return nullptr;
        return std::make_unique<FusedFieldMix>(m_fused->tower, m_embedding.layout(), m_threads, x, label);
    }

private:
    /// The caller's rows themselves on the CPU; nothing writes to them.
    at::Tensor onDevice(std::span<const float> x, size_t rows) const
    {
        auto* memory = const_cast<float*>(x.data()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
        return at::from_blob(memory, {static_cast<int64_t>(rows), m_embedding.layout().columns()}, at::kFloat)
            .to(m_device);
    }

    /// d loss / d logit = sigmoid(logit) - label
    at::Tensor ofLogits(const at::Tensor& logits, std::span<const float> label) const
    {
        const at::Tensor host = logits.detach().cpu().contiguous();
        at::Tensor gradient = at::empty({static_cast<int64_t>(label.size())}, at::kFloat);
        const float* z = host.const_data_ptr<float>();
        auto* out = gradient.mutable_data_ptr<float>();
        for (size_t row = 0; row < label.size(); ++row)
            out[row] = 1.0F / (1.0F + std::exp(-z[row])) - label[row];
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
        m_embedding.setWeights(table,
                               getFloats(state, prefix + "table." + std::to_string(table) + ".parameter",
                                         values.rows() * values.width()));
    }

    c10::Device m_device;
    int m_threads;
    FieldEmbedding m_embedding;
    ParameterSet m_parameters;
    std::unique_ptr<Backbone> m_backbone;
    std::unique_ptr<LoadedTower> m_fused; ///< the same network, or null where there is no such
};

} // namespace

std::unique_ptr<RowModel> makeRowModel(const EngineSpec& spec, const StateDict& state,
                                       const std::string& prefix)
{
    checkLayout(spec.layout);
    return translated("setting up the model", [&]() -> std::unique_ptr<RowModel> {
        return std::make_unique<TorchRowModel>(spec, state, prefix);
    });
}

} // namespace leap
