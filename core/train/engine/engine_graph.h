// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/transform/field_transform.h"
#include "core/train/engine_spec.h"
#include "core/train/step_engine.h"

#include <c10/core/Device.h>

#include <memory>

/// What the engines on LibTorch's autograd share.
namespace leap {

[[nodiscard]] std::unique_ptr<FieldTransform> makeTransform(const EngineSpec& spec, c10::Device device);

/// LibTorch goes backwards on a thread of its own for each GPU; its first work there must not be a matrix
/// product, which would warn of a missing context.
void startBackwardThread(c10::Device device);

} // namespace leap
