// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/adam.h"
#include "core/model/backbone.h"
#include "core/model/field_embedding.h"
#include "core/model/parameter_set.h"
#include "core/train/state_dict.h"
#include "core/train/step_engine.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <memory>
#include <vector>

/// What the autograd engine learns: tables and optimiser on the host, the network on a device. Private to
/// core/train.
namespace leap {

class AutogradModel {
public:
    AutogradModel(const EngineSpec& spec, c10::Device device);
    AutogradModel(const AutogradModel&) = delete; // the network refers to its parameters here
    AutogradModel& operator=(const AutogradModel&) = delete;

    [[nodiscard]] const RowLayout& layout() const { return m_embedding->layout(); }
    [[nodiscard]] const std::vector<at::Tensor>& parameters() const { return m_parameters.tensors(); }
    [[nodiscard]] double rate() const { return m_rate; }
    void setRate(double rate);

    /// x [batch.rows, D] on the device, without a graph; the next call overwrites it.
    [[nodiscard]] at::Tensor readRows(const Batch& batch);
    /// The same on the host.
    [[nodiscard]] float* readHostRows(const Batch& batch);
    /// @return logits [rows]
    [[nodiscard]] at::Tensor forward(const at::Tensor& x, const ForwardMode& mode) const
    {
        return m_backbone->forward(x, mode);
    }
    /// One step of Adam. @param gradients of the parameters, then of x
    void update(const Batch& batch, const std::vector<at::Tensor>& gradients);

    /// As StepEngine's.
    void save(StateDict& state) const;
    void load(const StateDict& state);
    void saveWeights(StateDict& state) const;
    void loadWeights(const StateDict& state);

private:
    c10::Device m_device;
    double m_rate;
    std::unique_ptr<FieldEmbedding> m_embedding; ///< by pointer: save() may replay missed steps, see there
    ParameterSet m_parameters;
    std::unique_ptr<Backbone> m_backbone;
    DenseAdam m_adam{0};
    std::vector<float> m_gradient; ///< laid out like m_parameters.host()
    at::Tensor m_rows; ///< [capacity, D]
};

} // namespace leap
