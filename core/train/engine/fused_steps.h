// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/fused/fused_back.h"
#include "core/model/fused/fused_rows.h"
#include "core/model/fused/fused_tower.h"
#include "core/train/engine/host_parameters.h"
#include "core/train/engine_spec.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace leap {

/// What every fused step works on.
struct FusedParts {
    explicit FusedParts(const EngineSpec& spec);

    uint64_t seed;
    HostParameters learnt;
    FusedRows rows;
    FusedTower tower;
    FusedBack back;
};

/// One training step of the fused engine, by what happens between the rows and the network: nothing, the
/// gates, or a transform on the host. Not thread-safe.
class FusedStep {
public:
    /// @param parts outlive this
    explicit FusedStep(FusedParts& parts)
        : m_parts(parts)
    {
    }
    virtual ~FusedStep() = default;
    [[nodiscard]] virtual bool hasGates() const = 0;
    /// @param x the batch's rows as FusedRows::read() gave them @param result overwritten
    virtual void run(const float* x, const Batch& batch, const StepInput& input, StepResult& result) = 0;

protected:
    /// Forward in training; sets the loss. @throws InputError when it is not finite
    void train(const FusedTower::Rows& fused, const Batch& batch, const StepInput& input, StepResult& result);
    void backward() { m_parts.tower.backward(m_logitGradient); } ///< after train()
    /// The network's parameters learn: after the tables.
    void stepNetwork(const FusedTower::Rows& fused, FusedTower::FirstLayer firstLayer);

    FusedParts& m_parts;

private:
    std::vector<float> m_logitGradient; ///< [rows]
};

/// The step that spec.transform asks for.
[[nodiscard]] std::unique_ptr<FusedStep> makeFusedStep(const EngineSpec& spec, FusedParts& parts);

} // namespace leap
