// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search.h"
#include "core/select/selector_table.h"
#include "core/select/trained/forward_count.h"

#include <utility>

namespace leap {
namespace {

constexpr const char* kPaper =
    "LeAP: Learnable Adaptive Permutation, ECML PKDD 2026, arXiv 2606.01111, section 3";

constexpr const char* kExact =
    "this program's own form of LeAP; gradient after Titsias and Lazaro-Gredilla 2015 (local expectation "
    "gradients) and Yin and Zhou 2019, arXiv 1807.11143";

/// The search of this folder under one of its forms.
class LeapSelector final : public Selector {
public:
    struct Form {
        const char* title;
        const char* source;
        Penalty penalty;
        GateForm gate;
    };

    explicit LeapSelector(Form form)
        : m_form(form)
    {
    }
    [[nodiscard]] std::string name() const override { return searchSelectorName(settingsOf({})); }
    [[nodiscard]] std::string title() const override { return m_form.title; }
    [[nodiscard]] std::string source() const override { return m_form.source; }
    [[nodiscard]] bool hasGates() const override { return true; }
    [[nodiscard]] std::vector<std::string> deviations() const override
    {
        std::vector<std::string> all{
            "The gates learn on rows of their own, not on those that decide early stopping.",
            "The penalty is a sum over fields; its weight is chosen from the model's gain when none is "
            "given."};
        if (m_form.gate == GateForm::Mean)
            all.emplace_back(
                "Ablation: the batch's mean replaces a field's values, not another row's values.");
        if (m_form.gate == GateForm::ExactPermute || m_form.gate == GateForm::ExactDrop)
            all.emplace_back(
                "Not in the paper: rows are replaced with probability 1 - g instead of mixed, and "
                "the gates learn from losses alone, without bias and without a backward pass.");
        return all;
    }

protected:
    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        Settings settings = settingsOf(context.settings);
        settings.seed = context.seed;
        SearchResult result = runSearch(context.dataset, settings, context.control, context.observer);
        outcome.outcome = result.outcome;
        outcome.forwardPasses = searchForwardPasses(*context.dataset, settings, result);
        outcome.notes = std::move(result.messages);
        outcome.ranking = std::move(result.ranking);
    }

private:
    [[nodiscard]] Settings settingsOf(Settings settings) const
    {
        settings.penalty = m_form.penalty;
        settings.gateForm = m_form.gate;
        return settings;
    }

    Form m_form;
};

} // namespace

std::unique_ptr<Selector> makeLeap()
{
    return std::make_unique<LeapSelector>(
        LeapSelector::Form{"LeAP", kPaper, Penalty::Adaptive, GateForm::Permute});
}

std::unique_ptr<Selector> makeLeapBase()
{
    return std::make_unique<LeapSelector>(
        LeapSelector::Form{"LeAP-Base", kPaper, Penalty::Uniform, GateForm::Permute});
}

std::unique_ptr<Selector> makeLeapMean()
{
    return std::make_unique<LeapSelector>(
        LeapSelector::Form{"LeAP, mean", kPaper, Penalty::Adaptive, GateForm::Mean});
}

std::unique_ptr<Selector> makeLeapExactPermute()
{
    return std::make_unique<LeapSelector>(
        LeapSelector::Form{"LeAP-Exact, permute", kExact, Penalty::Adaptive, GateForm::ExactPermute});
}

std::unique_ptr<Selector> makeLeapExactPermuteBase()
{
    return std::make_unique<LeapSelector>(
        LeapSelector::Form{"LeAP-Exact-Base, permute", kExact, Penalty::Uniform, GateForm::ExactPermute});
}

std::unique_ptr<Selector> makeLeapExactDrop()
{
    return std::make_unique<LeapSelector>(
        LeapSelector::Form{"LeAP-Exact, drop", kExact, Penalty::Adaptive, GateForm::ExactDrop});
}

std::unique_ptr<Selector> makeLeapExactDropBase()
{
    return std::make_unique<LeapSelector>(
        LeapSelector::Form{"LeAP-Exact-Base, drop", kExact, Penalty::Uniform, GateForm::ExactDrop});
}

} // namespace leap
