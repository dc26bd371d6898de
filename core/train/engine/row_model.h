// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/train/state_dict.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// Losses of the same rows over and over, one field at a time being mixed with other rows' values.
class FieldMix {
public:
    virtual ~FieldMix() = default;
    virtual void choose(size_t field) = 0; ///< to begin with, the last one is chosen
    /// Each row's loss when the chosen field reads gate x its own values + (1 - gate) x those of row from[b],
    /// or, where `from` is empty, x their mean over the rows. @param from [rows] or empty
    /// @param loss [rows], overwritten
    virtual void losses(std::span<const int64_t> from, double gate, std::span<float> loss) = 0;
};

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
    /// A faster way than losses() to judge rows of which one field is mixed; null: there is none.
    /// @param x, label as in losses(), at least one row; they and the model outlive it, x unchanged
    [[nodiscard]] virtual std::unique_ptr<FieldMix> fieldMix(std::span<const float> x,
                                                             std::span<const float> label) = 0;
};

/// @param spec of the model; its transform is not read
/// @param state the model's arrays under `prefix`: "engine/", or "best/" for those of a search's best epoch
/// @throws InputError naming the array that is missing or does not fit
[[nodiscard]] std::unique_ptr<RowModel> makeRowModel(const EngineSpec& spec, const StateDict& state,
                                                     const std::string& prefix);

} // namespace leap
