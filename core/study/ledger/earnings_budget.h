// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decide/decision.h"
#include "core/decide/kept_set.h"
#include "core/decide/rule.h"
#include "core/study/ledger/ledger.h"

#include <cstdint>
#include <vector>

namespace leap {

/// Fields that stay or go together, as an item of a budget.
struct BudgetUnit {
    double earns = 0;
    int64_t cost = 0; ///< without shared tables
    std::vector<size_t> tables; ///< shared tables that it reads
    bool must = false; ///< in every set
};

struct BudgetChoice {
    std::vector<uint8_t> taken; ///< [units]
    double earns = 0; ///< sum over the units taken
    int64_t cost = 0; ///< a shared table counts once
    /// False: too many sets to compare, and the units went in by what they earn for their cost. The sum may
    /// then be below the best.
    bool exact = true;
};

/// The units that earn most within the budget; units that earn nothing stay out. Exact: the list of all sets
/// of which none is both dearer and worth less than another (Nemhauser and Ullmann 1969,
/// doi:10.1287/mnsc.15.9.494), kept apart by the shared tables they have paid for.
/// @param tableCosts of each shared table @param mostSets lists beyond this give way to the greedy order
/// @throws InputError when the units that must stay do not fit
[[nodiscard]] BudgetChoice chooseByEarnings(const std::vector<BudgetUnit>& units,
                                            const std::vector<int64_t>& tableCosts, int64_t budget,
                                            size_t mostSets = 200'000);

/// The rule "earnings": the fields that earn most by the ledger, within the rule's budget. Members of a group
/// stay or go together; forced fields take their cost first. Of a set of substitutes (several searches) one
/// member stays, the one that earns most, where it fits: alone each earns little because the other is there.
/// @throws InputError: the ledger speaks of other fields, a group is forced both ways, nothing fits
[[nodiscard]] Decision decideByEarnings(const Ranking& ranking, const Rule& rule, const Ledger& ledger);

} // namespace leap
