// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gate/gate_fuse.h"

#include "core/gate/gate_operators.h"

#include <torch/library.h>

namespace leap {

std::tuple<at::Tensor, at::Tensor> gate_fuse(const at::Tensor& x, const at::Tensor& theta, double tau,
                                             const at::Tensor& ranges, int64_t seed, int64_t step)
{
    return gate::forwardOperator().call(x, theta, tau, ranges, seed, step);
}

void gate_fuse_out(at::Tensor& fused, at::Tensor& divergence, const at::Tensor& x, const at::Tensor& theta,
                   double tau, const at::Tensor& ranges, int64_t seed, int64_t step)
{
    gate::forwardOutOperator().call(x, theta, tau, ranges, seed, step, fused, divergence);
}

void gate_fuse_backward_out(at::Tensor& gradX, at::Tensor& gradTheta, const at::Tensor& gradient,
                            const at::Tensor& x, const at::Tensor& fused, const at::Tensor& theta, double tau,
                            const at::Tensor& ranges)
{
    gate::backwardOutOperator().call(gradient, x, fused, theta, tau, ranges, gradX, gradTheta);
}

namespace gate {

const ForwardOperator& forwardOperator()
{
    static const ForwardOperator op =
        c10::Dispatcher::singleton().findSchemaOrThrow("leap::gate_fuse", "").typed<ForwardSignature>();
    return op;
}

const ForwardOutOperator& forwardOutOperator()
{
    static const ForwardOutOperator op =
        c10::Dispatcher::singleton().findSchemaOrThrow("leap::gate_fuse", "out").typed<ForwardOutSignature>();
    return op;
}

const BackwardOperator& backwardOperator()
{
    static const BackwardOperator op = c10::Dispatcher::singleton()
                                           .findSchemaOrThrow("leap::_gate_fuse_backward", "")
                                           .typed<BackwardSignature>();
    return op;
}

const BackwardOutOperator& backwardOutOperator()
{
    static const BackwardOutOperator op = c10::Dispatcher::singleton()
                                              .findSchemaOrThrow("leap::_gate_fuse_backward", "out")
                                              .typed<BackwardOutSignature>();
    return op;
}

} // namespace gate
} // namespace leap

TORCH_LIBRARY(leap, m)
{
    m.def("gate_fuse(Tensor x, Tensor theta, float tau, Tensor ranges, int seed, int step) "
          "-> (Tensor, Tensor)");
    m.def("gate_fuse.out(Tensor x, Tensor theta, float tau, Tensor ranges, int seed, int step, *, "
          "Tensor(a!) fused, Tensor(b!) divergence) -> (Tensor(a!), Tensor(b!))");
    m.def("_gate_fuse_backward(Tensor gradient, Tensor x, Tensor fused, Tensor theta, float tau, "
          "Tensor ranges) -> (Tensor, Tensor)");
    m.def("_gate_fuse_backward.out(Tensor gradient, Tensor x, Tensor fused, Tensor theta, float tau, "
          "Tensor ranges, *, Tensor(a!) grad_x, Tensor(b!) grad_theta) -> (Tensor(a!), Tensor(b!))");
}
