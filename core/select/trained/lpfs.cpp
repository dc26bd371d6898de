// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/lpfs.h"

#include "core/select/selector_table.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

class Lpfs final : public Selector {
public:
    [[nodiscard]] std::string name() const override { return "lpfs"; }
    [[nodiscard]] std::string title() const override { return "LPFS"; }
    [[nodiscard]] std::string source() const override
    {
        return "Guo et al. 2022, LPFS: Learnable Polarizing Feature Selection, arXiv 2206.00267: LPFS++";
    }
    [[nodiscard]] std::vector<std::string> deviations() const override
    {
        return {"All epochs are run, without early stop; gate parameters are updated by Adam before the soft "
                "threshold, as in the authors' comparison."};
    }

protected:
    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        LpfsPolicy policy(context.dataset->schema.fields.size(), context.settings.learningRate);
        trainScaled(context, policy, outcome);
    }
};

} // namespace

LpfsGate lpfsGate(double parameter, double epsilon)
{
    const double square = parameter * parameter;
    const double tail = LpfsGate::kAlpha * std::pow(epsilon, 1 / LpfsGate::kTau);
    const double polar = square / (square + epsilon);
    const double polarSlope = 2 * std::abs(parameter) * epsilon / ((square + epsilon) * (square + epsilon));
    return {(parameter > 0 ? polar : -polar) + tail * std::atan(parameter), polarSlope + tail / (1 + square)};
}

double shrink(double parameter, double threshold)
{
    return std::copysign(std::max(0.0, std::abs(parameter) - threshold), parameter);
}

LpfsPolicy::LpfsPolicy(size_t fields, double rate)
    : m_rate(rate)
    , m_adam(fields, {.rate = rate})
    , m_parameter(fields, 1.0F)
{
}

double LpfsPolicy::epsilon(int64_t step)
{
    constexpr int64_t kEvery = 100;
    const int64_t times = step / kEvery;
    return 0.1 * std::pow(0.9978, static_cast<double>(times));
}

void LpfsPolicy::scales(int64_t step, std::span<float> out)
{
    for (size_t field = 0; field < out.size(); ++field)
        out[field] = static_cast<float>(lpfsGate(m_parameter[field], epsilon(step)).value);
}

void LpfsPolicy::learn(int64_t step, std::span<const float> dscale)
{
    m_steps = step;
    std::vector<float> gradient(m_parameter.size());
    for (size_t field = 0; field < gradient.size(); ++field)
        gradient[field] =
            static_cast<float>(dscale[field] * lpfsGate(m_parameter[field], epsilon(step)).slope);
    m_adam.step(m_parameter, gradient);
    for (float& parameter : m_parameter)
        parameter = static_cast<float>(shrink(parameter, 0.01 * m_rate));
}

std::vector<double> LpfsPolicy::scores() const
{
    std::vector<double> gates;
    for (const float parameter : m_parameter)
        gates.push_back(std::abs(lpfsGate(parameter, epsilon(m_steps)).value));
    return gates;
}

std::unique_ptr<Selector> makeLpfs()
{
    return std::make_unique<Lpfs>();
}

} // namespace leap
