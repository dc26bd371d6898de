// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network/torchscript_head.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/sha256.h"

#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/csrc/jit/serialization/import.h>

#include <exception>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace leap {
namespace {

/// LibTorch's texts carry stack traces and TorchScript source; the cause is in the line that names an error.
std::string causeOf(const std::exception& error)
{
    const std::string text = error.what();
    const size_t cause = text.rfind("Error: ");
    const size_t start = cause == std::string::npos ? 0 : cause + std::string("Error: ").size();
    return text.substr(start, text.find('\n', start) - start);
}

torch::jit::Module loadModule(const HeadSpec& head, c10::Device device)
{
    const std::string bytes = readText(head.file);
    const std::string digest = sha256Of(bytes);
    if (!head.sha256.empty() && head.sha256 != digest)
        throw InputError("The head " + head.file + " is not the one of the run: its SHA-256 is " + digest
                         + ", the run's was " + head.sha256 + ". Put the file of the run back.");
    try {
        std::istringstream stream(bytes);
        torch::jit::Module module = torch::jit::load(stream, device);
        module.eval();
        return module;
    } catch (const std::exception& error) {
        throw InputError("The head " + head.file + " cannot be loaded as a TorchScript module ("
                         + causeOf(error)
                         + "). Save it with torch.jit.script(...) or trace(...) and .save().");
    }
}

/// "; its first matrix, 'fc.weight', is 16 x 72": what a user compares with the width of the rows.
std::string firstMatrix(const torch::jit::Module& module)
{
    for (const auto& parameter : module.named_parameters()) {
        if (parameter.value.dim() == 2)
            return "; its first matrix, '" + parameter.name + "', is "
                + std::to_string(parameter.value.size(0)) + " x " + std::to_string(parameter.value.size(1));
    }
    return "";
}

/// The owner of the parameter "a.b.weight" is the sub-module a.b.
void setParameter(torch::jit::Module module, std::string path, const at::Tensor& value)
{
    for (size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.')) {
        module = module.attr(path.substr(0, dot)).toModule();
        path.erase(0, dot + 1);
    }
    module.setattr(path, value);
}

class TorchScriptHead final : public Backbone {
public:
    TorchScriptHead(const BackboneSpec& spec, ParameterSet& parameters, c10::Device device)
        : m_parameters(parameters)
        , m_file(spec.head.file)
        , m_module(loadModule(spec.head, device))
    {
        tryOut(spec.columns, device);
        for (const at::Tensor& parameter : m_module.parameters())
            parameter.set_requires_grad(false);
        if (spec.head.mode == HeadMode::Warm)
            declareParameters();
    }

    at::Tensor forward(const at::Tensor& x, const ForwardMode&) override
    {
        if (!m_names.empty() && !m_bound)
            bindParameters();
        try {
            return run(x).view({x.size(0)});
        } catch (const std::exception& error) {
            throw FailureError("The head " + m_file + " failed on " + std::to_string(x.size(0))
                               + " rows: " + causeOf(error) + ".");
        }
    }

private:
    at::Tensor run(const at::Tensor& x)
    {
        // Its optimiser rewrites the graph after the first calls, and with it the last bits of the results.
        const torch::jit::GraphOptimizerEnabledGuard asWritten(false);
        return m_module.forward({x}).toTensor();
    }

    void tryOut(int64_t columns, c10::Device device)
    {
        const c10::NoGradGuard noGrad;
        const std::string rows = "rows of " + std::to_string(columns) + " columns";
        at::Tensor logits;
        try {
            logits = run(at::zeros({2, columns}, at::TensorOptions(device).dtype(at::kFloat)));
        } catch (const std::exception& error) {
            throw InputError("The head " + m_file + " does not take the data's " + rows + " ("
                             + causeOf(error) + firstMatrix(m_module)
                             + "). The fields' widths must add up to what it was made for.");
        }
        if (logits.scalar_type() != at::kFloat || logits.numel() != 2 || logits.size(0) != 2)
            throw InputError("The head " + m_file + " must turn " + rows
                             + " into one float32 logit each, [B] or [B, 1]; for 2 rows it gave "
                             + std::string(c10::toString(logits.scalar_type())) + " of "
                             + std::to_string(logits.numel()) + " values.");
    }

    void declareParameters()
    {
        for (const auto& parameter : m_module.named_parameters()) {
            if (parameter.value.scalar_type() != at::kFloat)
                throw InputError("The head " + m_file + " cannot learn: its parameter '" + parameter.name
                                 + "' is not float32. Use --head-mode frozen.");
            m_names.push_back(parameter.name);
            m_parameters.add("head." + parameter.name, parameter.value.sizes().vec(),
                             {ParameterStart::Kind::Given, 0, parameter.value.detach()});
        }
        if (m_names.empty())
            throw InputError(
                "The head " + m_file
                + " has no parameters that could learn (was it frozen by torch.jit.freeze?). Use "
                  "--head-mode frozen.");
    }

    void bindParameters()
    {
        for (size_t i = 0; i < m_names.size(); ++i)
            setParameter(m_module, m_names[i], m_parameters.tensors()[i]);
        m_bound = true;
    }

    ParameterSet& m_parameters;
    std::string m_file;
    torch::jit::Module m_module;
    std::vector<std::string> m_names; ///< warm only: in the order of m_parameters
    bool m_bound = false; ///< the module computes with m_parameters' tensors
};

} // namespace

std::unique_ptr<Backbone> makeTorchScriptHead(const BackboneSpec& spec, ParameterSet& parameters,
                                              c10::Device device)
{
    if (spec.head.file.empty())
        throw InputError("The backbone '" + std::string(kTorchScript) + "' needs a file: --head FILE.pt.");
    return std::make_unique<TorchScriptHead>(spec, parameters, device);
}

RowReaders torchScriptRowReaders(const BackboneSpec& /*spec*/)
{
    return {.known = false, .linear = {}};
}

} // namespace leap
