// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batch.h"
#include "core/train/state_dict.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// A trained model as a function of concatenated rows that its caller may change: no dropout, running
/// statistics, nothing learns, so that no row sees another. Not thread-safe.
class RowModel {
public:
    virtual ~RowModel() = default;
    /// x of a batch. @param x [batch.rows, D], overwritten
    virtual void read(const Batch& batch, std::span<float> x) = 0;
    /// Each row's binary cross entropy in nats, without its weight.
    /// @param x [label.size(), D] @param loss [label.size()], overwritten
    virtual void losses(std::span<const float> x, std::span<const float> label, std::span<float> loss) = 0;
    /// d loss_b / d x_b of each row. @param gradient [label.size(), D], overwritten
    virtual void gradients(std::span<const float> x, std::span<const float> label,
                           std::span<float> gradient) = 0;
};

/// @param spec of the model; its transform is not read
/// @param state the model's arrays under `prefix`: "engine/", or "best/" for those of a search's best epoch
/// @throws InputError naming the array that is missing or does not fit
[[nodiscard]] std::unique_ptr<RowModel> makeRowModel(const EngineSpec& spec, const StateDict& state,
                                                     const std::string& prefix);

} // namespace leap
