// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/row_model.h"

#include "core/model/backbone.h"
#include "core/model/field_embedding.h"
#include "core/model/parameter_set.h"
#include "core/train/engine_checks.h"
#include "core/train/engine_graph.h"
#include "core/train/engine_state.h"
#include "core/train/torch_call.h"
#include "core/train/torch_device.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap {
namespace {

class TorchRowModel final : public RowModel {
public:
    TorchRowModel(const EngineSpec& spec, const StateDict& state, const std::string& prefix)
        : m_device(resolveDevice(spec.device))
        , m_threads(std::max(1, spec.threads))
        , m_embedding(spec.layout, spec.embeddingScale, spec.seed, AdamHyper{.rate = spec.learningRate})
        , m_backbone(makeBackbone(spec.backbone, backboneSpecFor(spec), m_parameters, m_device))
    {
        m_parameters.allocate(spec.seed, m_device);
        loadNetwork(state, prefix);
        for (size_t table = 0; table < m_embedding.tables().size(); ++table)
            loadTable(state, prefix, table);
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
            useThreads();
            const c10::NoGradGuard noGrad;
            const at::Tensor logits = m_backbone->forward(onDevice(x, label.size()), {}).cpu().contiguous();
            const float* z = logits.const_data_ptr<float>();
            for (size_t row = 0; row < label.size(); ++row)
                loss[row] =
                    std::max(z[row], 0.0F) - z[row] * label[row] + std::log1p(std::exp(-std::abs(z[row])));
        });
    }

    void gradients(std::span<const float> x, std::span<const float> label, std::span<float> gradient) override
    {
        if (label.empty())
            return;
        translated("a gradient of rows", [&] {
            useThreads();
            const c10::AutoGradMode recording(true);
            const at::Tensor rows = onDevice(x, label.size()).detach().set_requires_grad(true);
            const at::Tensor logits = m_backbone->forward(rows, {});
            const at::Tensor ofRows =
                gradientsOf(logits, {rows}, ofLogits(logits, label)).front().cpu().contiguous();
            std::copy_n(ofRows.const_data_ptr<float>(), ofRows.numel(), gradient.begin());
        });
    }

private:
    void useThreads() const
    {
        if (at::get_num_threads() != m_threads)
            at::set_num_threads(m_threads);
    }

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
        for (const auto& entry : m_parameters.entries()) {
            const auto& values = getFloats(state, prefix + entry.name, entry.size);
            std::copy(values.begin(), values.end(), m_parameters.host().begin() + entry.offset);
        }
        m_parameters.upload();
        for (const auto& statistic : m_backbone->statistics())
            loadTensor(getFloats(state, prefix + statistic.name, statistic.values.numel()), statistic.values);
    }

    /// Without moments, and at step 0: there is nothing to replay.
    void loadTable(const StateDict& state, const std::string& prefix, size_t table)
    {
        const EmbeddingTable& values = m_embedding.tables()[table].values;
        const int64_t size = values.rows() * values.width();
        const std::vector<float> zero(static_cast<size_t>(size), 0.0F);
        m_embedding.load(table,
                         {getFloats(state, prefix + "table." + std::to_string(table) + ".parameter", size),
                          zero, zero, std::vector<int64_t>(static_cast<size_t>(values.rows()), 0)});
    }

    c10::Device m_device;
    int m_threads;
    FieldEmbedding m_embedding;
    ParameterSet m_parameters;
    std::unique_ptr<Backbone> m_backbone;
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
