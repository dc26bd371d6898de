// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/trained/autofield.h"

#include "core/base/random.h"
#include "core/base/statistics.h"
#include "core/select/selector_table.h"

#include <algorithm>
#include <cmath>

namespace leap {
namespace {

class AutoField final : public Selector {
public:
    [[nodiscard]] std::string name() const override { return "autofield"; }
    [[nodiscard]] std::string title() const override { return "AutoField"; }
    [[nodiscard]] std::string source() const override
    {
        return "Wang et al. 2022, AutoField, WWW, doi:10.1145/3485447.3512071";
    }
    [[nodiscard]] bool hasGates() const override { return true; }
    [[nodiscard]] std::vector<std::string> deviations() const override
    {
        return {
            "The controller learns on gate rows, not on those that decide early stopping, and all epochs are "
            "run.",
            "One number per field, the difference of the two logits, at twice the rate."};
    }

protected:
    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        AutoFieldPolicy policy(context.dataset->schema.fields.size(), context.settings.learningRate,
                               context.seed);
        trainScaled(context, policy, outcome);
        for (FieldScore& field : outcome.ranking.fields)
            field.gate = field.score;
    }
};

} // namespace

AutoFieldPolicy::AutoFieldPolicy(size_t fields, double rate, uint64_t seed)
    : m_seed(seed)
    , m_adam(fields, {.rate = 2 * rate})
    , m_difference(fields, 0.0F)
    , m_sample(fields, 0.5F)
{
}

double AutoFieldPolicy::temperature(int64_t step)
{
    return std::max(kLowestTemperature, 1 - 5e-5 * static_cast<double>(step));
}

void AutoFieldPolicy::scales(int64_t step, std::span<float> out)
{
    const RandomStream draw(streamKey(m_seed, "select.autofield", static_cast<uint64_t>(step)));
    for (size_t field = 0; field < out.size(); ++field) {
        const double u = draw.uniformAt(field) + 0x1p-25; // in (0, 1)
        const double logistic = std::log(u / (1 - u)); // the difference of two Gumbel draws
        m_sample[field] = static_cast<float>(sigmoid((m_difference[field] + logistic) / temperature(step)));
    }
    std::copy(m_sample.begin(), m_sample.end(), out.begin());
}

void AutoFieldPolicy::learn(int64_t step, std::span<const float> dscale)
{
    std::vector<float> gradient(m_sample.size());
    for (size_t field = 0; field < gradient.size(); ++field)
        gradient[field] =
            static_cast<float>(dscale[field] * m_sample[field] * (1.0 - m_sample[field]) / temperature(step));
    m_adam.step(m_difference, gradient);
}

std::vector<double> AutoFieldPolicy::scores() const
{
    std::vector<double> keep;
    for (const float difference : m_difference)
        keep.push_back(sigmoid(difference));
    return keep;
}

std::unique_ptr<Selector> makeAutoField()
{
    return std::make_unique<AutoField>();
}

} // namespace leap
