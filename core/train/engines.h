// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/engine_spec.h"
#include "core/train/step_engine.h"

#include <memory>

namespace leap {

/// The reference engine: LibTorch autograd, any backbone, the gate operator, embedding tables under lazy
/// Adam.
/// @throws InputError when device cuda was asked for and there is none (the message says why).
[[nodiscard]] std::unique_ptr<StepEngine> makeAutogradEngine(const EngineSpec& spec);

/// The same model for the CPU without autograd: the same streams, the same state, results within float noise
/// of the reference engine's, and equal to themselves for any number of threads. Steps allocate nothing once
/// buffers have grown.
/// @throws InputError for what fusedEngineSupports() refuses
[[nodiscard]] std::unique_ptr<StepEngine> makeFusedEngine(const EngineSpec& spec);
/// Wide & Deep with a hidden layer, on the CPU (by choice, or by Auto without a GPU).
[[nodiscard]] bool fusedEngineSupports(const EngineSpec& spec);

/// The engine for a GPU: tables, network, moments and gates live on the device, batches come through pinned
/// memory, and ResidentSteps never waits for it. The same model, streams and state as the reference engine's,
/// results within float noise of it. Runs on the CPU too, where it is slower than the others: to be tested.
/// @throws InputError when device cuda was asked for and there is none (the message says why).
[[nodiscard]] std::unique_ptr<StepEngine> makeDeviceEngine(const EngineSpec& spec);

/// The fastest engine for the spec: on a GPU the one for it, else fused where it can be, else autograd.
[[nodiscard]] std::unique_ptr<StepEngine> makeEngine(const EngineSpec& spec);

} // namespace leap
