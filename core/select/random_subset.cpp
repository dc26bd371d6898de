// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/select/selector_table.h"

#include <numeric>

namespace leap {
namespace {

/// What any method must beat: a uniform random order of the fields.
class RandomSubset final : public Selector {
public:
    [[nodiscard]] std::string name() const override { return "random"; }
    [[nodiscard]] std::string title() const override { return "Random subset"; }
    [[nodiscard]] std::string source() const override { return "a uniform random order, mean of 10 draws"; }
    [[nodiscard]] int draws() const override { return 10; }

protected:
    void select(const SelectorContext& context, SelectorOutcome& outcome) const override
    {
        const size_t fields = context.dataset->schema.fields.size();
        std::vector<int64_t> order(fields);
        std::iota(order.begin(), order.end(), int64_t{0});
        shuffle(order,
                RandomStream(streamKey(context.seed, "select.random", static_cast<uint64_t>(context.draw))));
        std::vector<double> score(fields);
        for (size_t place = 0; place < fields; ++place)
            score[static_cast<size_t>(order[place])] = static_cast<double>(fields - place);
        outcome.ranking = rankingOf(*context.dataset, score);
    }
};

} // namespace

std::unique_ptr<Selector> makeRandomSubset()
{
    return std::make_unique<RandomSubset>();
}

} // namespace leap
