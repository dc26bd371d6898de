// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/train/engine_spec.h"
#include "core/train/state_dict.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// Predictions of the same rows again and again, one field at a time being mixed with other rows' values.
/// Not thread-safe.
class FieldMix {
public:
    virtual ~FieldMix() = default;
    virtual void choose(size_t field) = 0; ///< at the start the last field is chosen
    /// Logits [rows] when the chosen field reads gate x its own values + (1 - gate) x those of row from[b],
    /// or, where `from` is empty, x their mean over the rows. @param from [rows] or empty
    virtual void predict(std::span<const int64_t> from, double gate, std::vector<float>& logits) = 0;
};

/// Fills the slope of an objective in each row's logit. @param slopes [logits.size()], overwritten
using LogitSlopes = std::function<void(std::span<const float> logits, std::span<float> slopes)>;

/// A trained model as a function of concatenated rows, which the caller may change: no dropout, running
/// statistics, nothing learns, so that no row influences another. D is the number of columns of a row. Not
/// thread-safe.
class TrainedModel {
public:
    virtual ~TrainedModel() = default;
    /// x of a batch. @param x [batch.rows, D], overwritten
    virtual void read(const Batch& batch, std::span<float> x) = 0;
    /// @param x [logits.size(), D] @param logits overwritten
    virtual void predict(std::span<const float> x, std::span<float> logits) = 0;
    /// The gradient in x of an objective of the logits. @param x [rows, D] @param gradient as x, overwritten
    virtual void pullBack(std::span<const float> x, const LogitSlopes& slopes, std::span<float> gradient) = 0;

    /// A faster way than predict() for rows of which one field is mixed; null: there is none.
    /// @param x [rows, D], at least one row; the rows and the model outlive the result, x unchanged
    [[nodiscard]] virtual std::unique_ptr<FieldMix> fieldMix(std::span<const float> x) = 0;
    /// The same for the rows of a batch, without their x in memory. @param rows outlive the result
    [[nodiscard]] virtual std::unique_ptr<FieldMix> fieldMix(const Batch& rows) = 0;

    /// Each row's binary cross entropy in nats, without its weight.
    /// @param x [label.size(), D] @param loss [label.size()], overwritten
    void losses(std::span<const float> x, std::span<const float> label, std::span<float> loss);
    /// d loss_b / d x_b of each row. @param x [label.size(), D] @param gradient as x, overwritten
    void gradients(std::span<const float> x, std::span<const float> label, std::span<float> gradient);
    /// d (sum_b w_b loss_b) / d x, w_b being the rows' weights: a sum, so that batches add up.
    /// @param x read() of the batch @param gradient as x, overwritten
    void weightedGradients(std::span<const float> x, const Batch& batch, std::span<float> gradient);

private:
    std::vector<float> m_logits;
};

/// @param spec of the model; its transform is ignored
/// @param state the model's arrays under `prefix`: "engine/", or "best/" for those of a search's best epoch
/// @throws InputError naming the array that is missing or does not fit
[[nodiscard]] std::unique_ptr<TrainedModel> makeTrainedModel(const EngineSpec& spec, const StateDict& state,
                                                             const std::string& prefix);

} // namespace leap
