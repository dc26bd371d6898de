// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/forward_count.h"
#include "core/select/search.h"
#include "core/select/selector_table.h"

#include <utility>

namespace leap {
namespace {

constexpr const char* kPaper =
    "LeAP: Learnable Adaptive Permutation, ECML PKDD 2026, arXiv 2606.01111, section 3";

/// The search of this folder under one of its forms.
class LeapSelector final : public Selector {
public:
    struct Form {
        const char* name;
        const char* title;
        const char* source;
        Penalty penalty;
    };

    explicit LeapSelector(Form form)
        : m_form(form)
    {
    }
    [[nodiscard]] std::string name() const override { return m_form.name; }
    [[nodiscard]] std::string title() const override { return m_form.title; }
    [[nodiscard]] std::string source() const override { return m_form.source; }
    [[nodiscard]] bool hasGates() const override { return true; }
    [[nodiscard]] std::vector<std::string> deviations() const override
    {
        return {"The gates learn on rows of their own, not on those that decide early stopping.",
                "The penalty is a sum over fields; its weight is chosen from the model's gain when none is "
                "given."};
    }

protected:
    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        Settings settings = context.settings;
        settings.penalty = m_form.penalty;
        settings.seed = context.seed;
        SearchResult result = runSearch(context.dataset, settings, context.control, context.observer);
        outcome.outcome = result.outcome;
        outcome.forwardPasses = searchForwardPasses(*context.dataset, settings, result);
        outcome.notes = std::move(result.messages);
        outcome.ranking = std::move(result.ranking);
    }

private:
    Form m_form;
};

} // namespace

std::unique_ptr<Selector> makeLeap()
{
    return std::make_unique<LeapSelector>(LeapSelector::Form{"leap", "LeAP", kPaper, Penalty::Adaptive});
}

std::unique_ptr<Selector> makeLeapBase()
{
    return std::make_unique<LeapSelector>(
        LeapSelector::Form{"leap-base", "LeAP-Base", kPaper, Penalty::Uniform});
}

} // namespace leap
