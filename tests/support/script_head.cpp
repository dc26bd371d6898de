// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/script_head.h"

#include <ATen/ops/tensor.h>
#include <torch/csrc/jit/api/module.h>

namespace leap::test {

void saveLinearHead(const std::string& file, const std::vector<float>& weights, float bias)
{
    torch::jit::Module inner("Linear");
    inner.register_parameter("weight", at::tensor(weights).view({1, -1}), false);
    inner.register_parameter("bias", at::tensor({bias}), false);
    inner.define("def forward(self, x):\n    return x.matmul(self.weight.t()) + self.bias\n");
    torch::jit::Module outer("Head");
    outer.register_module("output", inner);
    outer.define("def forward(self, x):\n    return self.output.forward(x)\n");
    outer.save(file);
}

void saveScriptedHead(const std::string& file, const std::vector<float>& weights, const std::string& source)
{
    torch::jit::Module module("Head");
    if (!weights.empty())
        module.register_parameter("weight", at::tensor(weights), false);
    module.define(source);
    module.save(file);
}

} // namespace leap::test
