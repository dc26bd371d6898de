// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ledger/earnings_budget.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace leap {
namespace {

/// Shared tables that a set has paid for, one bit each.
using Tables = uint64_t;
constexpr size_t kMostTables = 64;

Tables bitsOf(const BudgetUnit& unit)
{
    Tables bits = 0;
    for (const size_t table : unit.tables)
        bits |= Tables{1} << table;
    return bits;
}

int64_t costOfTables(Tables tables, const std::vector<int64_t>& costs)
{
    int64_t sum = 0;
    for (size_t table = 0; table < costs.size(); ++table)
        sum += (tables >> table & 1) != 0 ? costs[table] : 0;
    return sum;
}

/// Grows the list of sets worth keeping unit by unit.
class BudgetSearch {
public:
    BudgetSearch(const std::vector<BudgetUnit>& units, const std::vector<int64_t>& tableCosts, int64_t budget,
                 size_t mostSets)
        : m_units(units)
        , m_tableCosts(tableCosts)
        , m_budget(budget)
        , m_mostSets(mostSets)
    {
    }

    /// @return nothing when the list grew beyond its limit
    std::optional<BudgetChoice> best(const BudgetChoice& start, Tables paid)
    {
        m_sets = {{start.earns, start.cost, paid, kNone}};
        for (size_t unit = 0; unit < m_units.size(); ++unit) {
            if (start.taken[unit] || m_units[unit].earns <= 0)
                continue;
            addUnit(unit);
            if (m_sets.size() > m_mostSets || m_steps.size() > kMostSteps)
                return std::nullopt;
        }
        const auto winner = std::min_element(m_sets.begin(), m_sets.end(), [](const Set& a, const Set& b) {
            return a.earns != b.earns ? a.earns > b.earns : a.cost < b.cost;
        });
        return traced(start, *winner);
    }

private:
    static constexpr int64_t kNone = -1;
    static constexpr size_t kMostSteps = 8'000'000;
    struct Set {
        double earns;
        int64_t cost;
        Tables paid;
        int64_t last; ///< step
    };
    /// A unit that was added to a set.
    struct Step {
        int64_t before;
        size_t unit;
    };

    static bool cheaper(const Set& a, const Set& b)
    {
        if (a.paid != b.paid)
            return a.paid < b.paid;
        return a.cost != b.cost ? a.cost < b.cost : a.earns > b.earns;
    }

    /// Keeps the list in order: the old sets are, and the new ones mostly are.
    void addUnit(size_t unit)
    {
        const Tables tables = bitsOf(m_units[unit]);
        const size_t before = m_sets.size();
        for (size_t i = 0; i < before; ++i) {
            Set set = m_sets[i];
            set.cost += m_units[unit].cost + costOfTables(tables & ~set.paid, m_tableCosts);
            if (set.cost > m_budget)
                continue;
            set.earns += m_units[unit].earns;
            set.paid |= tables;
            m_steps.push_back({set.last, unit});
            set.last = static_cast<int64_t>(m_steps.size()) - 1;
            m_sets.push_back(set);
        }
        const auto added = m_sets.begin() + static_cast<std::ptrdiff_t>(before);
        if (!std::is_sorted(added, m_sets.end(), cheaper))
            std::stable_sort(added, m_sets.end(), cheaper);
        std::inplace_merge(m_sets.begin(), added, m_sets.end(), cheaper);
        dropDominated();
    }

    /// Of the sets with the same tables, those stay that earn more than every cheaper one.
    void dropDominated()
    {
        size_t kept = 0;
        for (const Set& set : m_sets) {
            if (kept == 0 || m_sets[kept - 1].paid != set.paid || set.earns > m_sets[kept - 1].earns)
                m_sets[kept++] = set;
        }
        m_sets.resize(kept);
    }

    [[nodiscard]] BudgetChoice traced(BudgetChoice choice, const Set& set) const
    {
        choice.earns = set.earns;
        choice.cost = set.cost;
        for (int64_t step = set.last; step != kNone; step = m_steps[static_cast<size_t>(step)].before)
            choice.taken[m_steps[static_cast<size_t>(step)].unit] = 1;
        return choice;
    }

    const std::vector<BudgetUnit>& m_units;
    const std::vector<int64_t>& m_tableCosts;
    int64_t m_budget;
    size_t m_mostSets;
    std::vector<Set> m_sets;
    std::vector<Step> m_steps;
};

/// Down the units by what they earn for their cost (shared tables in full), skipping what does not fit.
BudgetChoice greedyChoice(const std::vector<BudgetUnit>& units, const std::vector<int64_t>& tableCosts,
                          int64_t budget, BudgetChoice choice, Tables paid)
{
    choice.exact = false;
    const auto rate = [&](size_t unit) {
        const int64_t cost = units[unit].cost + costOfTables(bitsOf(units[unit]), tableCosts);
        return units[unit].earns / static_cast<double>(std::max<int64_t>(1, cost));
    };
    std::vector<size_t> order(units.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return rate(a) > rate(b); });
    for (const size_t unit : order) {
        const Tables tables = bitsOf(units[unit]);
        const int64_t cost = units[unit].cost + costOfTables(tables & ~paid, tableCosts);
        if (choice.taken[unit] || units[unit].earns <= 0 || choice.cost + cost > budget)
            continue;
        choice.taken[unit] = 1;
        choice.earns += units[unit].earns;
        choice.cost += cost;
        paid |= tables;
    }
    return choice;
}

} // namespace

BudgetChoice chooseByEarnings(const std::vector<BudgetUnit>& units, const std::vector<int64_t>& tableCosts,
                              int64_t budget, size_t mostSets)
{
    if (tableCosts.size() > kMostTables)
        throw InputError("The fields share " + std::to_string(tableCosts.size())
                         + " tables; a budget in bytes "
                           "knows at most "
                         + std::to_string(kMostTables) + ". Use a budget in columns.");
    BudgetChoice start;
    start.taken.assign(units.size(), 0);
    Tables paid = 0;
    for (size_t unit = 0; unit < units.size(); ++unit) {
        if (!units[unit].must)
            continue;
        start.taken[unit] = 1;
        start.earns += units[unit].earns;
        start.cost += units[unit].cost;
        paid |= bitsOf(units[unit]);
    }
    start.cost += costOfTables(paid, tableCosts);
    if (start.cost > budget)
        throw InputError("The fields that are forced to be kept, with their groups, cost "
                         + grouped(start.cost) + ", more than the " + grouped(budget)
                         + " allowed; raise the number or force fewer.");
    auto exact = BudgetSearch(units, tableCosts, budget, mostSets).best(start, paid);
    return exact ? *exact : greedyChoice(units, tableCosts, budget, start, paid);
}

} // namespace leap
