// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/device/device_adam.h"
#include "core/model/device/device_embedding.h"
#include "core/model/network/backbone.h"
#include "core/model/network/parameter_set.h"
#include "core/model/transform/host_stage.h"
#include "core/train/engine/engine_state.h"
#include "core/train/engine_spec.h"
#include "core/train/state_dict.h"
#include "core/train/step_engine.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <memory>
#include <vector>

/// What the device engine learns: tables, network and moments, all on one device. Private to core/train.
namespace leap {

class DeviceModel {
public:
    DeviceModel(const EngineSpec& spec, c10::Device device);
    DeviceModel(const DeviceModel&) = delete; // the network refers to its parameters here
    DeviceModel& operator=(const DeviceModel&) = delete;

    [[nodiscard]] const RowLayout& layout() const { return m_embedding->layout(); }
    [[nodiscard]] const std::vector<at::Tensor>& parameters() const { return m_parameters.tensors(); }
    [[nodiscard]] double rate() const { return m_rate; }
    void setRate(double rate);

    /// x [batch.rows, D] without a graph; `stage` has begun.
    [[nodiscard]] at::Tensor readRows(const Batch& batch, HostStage& stage);
    /// @return logits [rows]
    [[nodiscard]] at::Tensor forward(const at::Tensor& x, const ForwardMode& mode) const
    {
        return m_backbone->forward(x, mode);
    }
    /// One step of Adam on the rows last read. @param gradients of the parameters, then of x
    void update(const std::vector<at::Tensor>& gradients);

    /// As StepEngine's.
    void save(StateDict& state) const;
    void load(const StateDict& state);
    void saveModel(StateDict& state) const;
    void loadModel(const StateDict& state);

private:
    [[nodiscard]] TableSize sizeOf(size_t place) const;
    void saveNetworkOfDevice(StateDict& state) const;

    double m_rate;
    std::unique_ptr<DeviceEmbedding> m_embedding;
    mutable ParameterSet m_parameters; ///< save() refreshes its copy on the host
    std::unique_ptr<Backbone> m_backbone;
    at::Tensor m_values; ///< all parameters, laid out like m_parameters.host()
    at::Tensor m_gradient; ///< the same
    std::unique_ptr<DeviceAdam> m_adam;
};

} // namespace leap
