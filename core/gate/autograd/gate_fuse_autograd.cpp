// SPDX-License-Identifier: GPL-3.0-or-later
// Derivatives by dispatching again; independent of the device.
#include "core/base/error.h"
#include "core/gate/gate_operators.h"

#include <ATen/core/LegacyTypeDispatch.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

namespace leap::gate {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

class GateFuse : public torch::autograd::Function<GateFuse> {
public:
    static variable_list forward(AutogradContext* context, const Variable& x, const Variable& theta,
                                 double tau, const Variable& ranges, int64_t seed, int64_t step)
    {
        const at::AutoDispatchBelowADInplaceOrView guard;
        auto [fused, divergence] = forwardOperator().call(x, theta, tau, ranges, seed, step);
        context->save_for_backward({x, theta, ranges, fused});
        context->saved_data["tau"] = tau;
        context->mark_non_differentiable({divergence});
        return {fused, divergence};
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const auto [gradX, gradTheta] = backwardOperator().call(
            gradients[0], saved[0], saved[3], saved[1], context->saved_data["tau"].toDouble(), saved[2]);
        return {
            gradX, // x
            gradTheta, // theta
            Variable(), // tau
            Variable(), // ranges
            Variable(), // seed
            Variable(), // step
        };
    }
};

/// Refuses second derivatives.
class GateFuseBackward : public torch::autograd::Function<GateFuseBackward> {
public:
    static variable_list forward(AutogradContext* /*context*/, const Variable& gradient, const Variable& x,
                                 const Variable& fused, const Variable& theta, double tau,
                                 const Variable& ranges)
    {
        const at::AutoDispatchBelowADInplaceOrView guard;
        auto [gradX, gradTheta] = backwardOperator().call(gradient, x, fused, theta, tau, ranges);
        return {gradX, gradTheta};
    }

    static variable_list backward(AutogradContext* /*context*/, const variable_list& /*gradients*/)
    {
        throw InputError("gate_fuse: double backward is not supported; take first derivatives only "
                         "(create_graph must not be followed by a second backward through the gate).");
    }
};

TensorPair forwardAutograd(const at::Tensor& x, const at::Tensor& theta, double tau, const at::Tensor& ranges,
                           int64_t seed, int64_t step)
{
    const variable_list outputs = GateFuse::apply(x, theta, tau, ranges, seed, step);
    return {outputs[0], outputs[1]};
}

TensorPair backwardAutograd(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                            const at::Tensor& theta, double tau, const at::Tensor& ranges)
{
    const variable_list outputs = GateFuseBackward::apply(gradient, x, fused, theta, tau, ranges);
    return {outputs[0], outputs[1]};
}

void refuseRecording(std::initializer_list<at::Tensor> inputs)
{
    for (const at::Tensor& input : inputs)
        if (at::GradMode::is_enabled() && input.requires_grad())
            throw InputError(
                "gate_fuse: the variant that writes into given buffers records no gradient, but an input "
                "requires one. Call it under NoGradGuard, or use the variant that returns new tensors.");
}

/// Lets autograd detect that a saved buffer was overwritten.
void markWritten(const at::Tensor& buffer)
{
    if (!buffer.is_inference())
        buffer.unsafeGetTensorImpl()->bump_version();
}

TensorPairRef forwardOutAutograd(const at::Tensor& x, const at::Tensor& theta, double tau,
                                 const at::Tensor& ranges, int64_t seed, int64_t step, at::Tensor& fused,
                                 at::Tensor& divergence)
{
    refuseRecording({x, theta, fused, divergence});
    const at::AutoDispatchBelowADInplaceOrView guard;
    forwardOutOperator().call(x, theta, tau, ranges, seed, step, fused, divergence);
    markWritten(fused);
    markWritten(divergence);
    return {fused, divergence};
}

TensorPairRef backwardOutAutograd(const at::Tensor& gradient, const at::Tensor& x, const at::Tensor& fused,
                                  const at::Tensor& theta, double tau, const at::Tensor& ranges,
                                  at::Tensor& gradX, at::Tensor& gradTheta)
{
    refuseRecording({gradient, x, fused, theta, gradX, gradTheta});
    const at::AutoDispatchBelowADInplaceOrView guard;
    backwardOutOperator().call(gradient, x, fused, theta, tau, ranges, gradX, gradTheta);
    markWritten(gradX);
    markWritten(gradTheta);
    return {gradX, gradTheta};
}

} // namespace
} // namespace leap::gate

TORCH_LIBRARY_IMPL(leap, Autograd, m)
{
    m.impl("gate_fuse", TORCH_FN(leap::gate::forwardAutograd));
    m.impl("gate_fuse.out", TORCH_FN(leap::gate::forwardOutAutograd));
    m.impl("_gate_fuse_backward", TORCH_FN(leap::gate::backwardAutograd));
    m.impl("_gate_fuse_backward.out", TORCH_FN(leap::gate::backwardOutAutograd));
}
