// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/selector_table.h"

namespace leap {
namespace {

class NoSelect final : public Selector {
public:
    [[nodiscard]] std::string name() const override { return "no-select"; }
    [[nodiscard]] std::string title() const override { return "No_Select"; }
    [[nodiscard]] std::string source() const override { return "the model with all fields"; }
    [[nodiscard]] bool usesSeed() const override { return false; }
    [[nodiscard]] bool keepsAll() const override { return true; }

protected:
    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        const std::vector<double> equal(context.dataset->schema.fields.size(), 1.0);
        outcome.ranking = rankingOf(*context.dataset, equal);
    }
};

} // namespace

std::unique_ptr<Selector> makeNoSelect()
{
    return std::make_unique<NoSelect>();
}

} // namespace leap
