// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/decide/decide.h"
#include "core/decide/decide_one.h"
#include "core/decide/kept_by_searches.h"
#include "core/decide/scale_flips.h"
#include "core/decide/substitutes.h"
#include "core/study/ledger/earnings_budget.h"
#include "core/study/ledger/force_words.h"

#include <algorithm>
#include <map>
#include <optional>

namespace leap {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

int64_t costIn(BudgetOf unit, const FieldCost& cost)
{
    return unit == BudgetOf::Columns ? cost.columns : unit == BudgetOf::Bytes ? cost.bytes : cost.flops;
}

void requireFits(const Ranking& ranking, const Rule& rule, const Ledger& ledger)
{
    bool same = ranking.fields.size() == ledger.fields.size();
    for (size_t i = 0; same && i < ranking.fields.size(); ++i)
        same = ranking.fields[i].name == ledger.fields[i].name;
    if (!same)
        throw InputError("The ledger speaks of other fields than the run; make it again by 'leap ledger'.");
    if (rule.budgetOf == BudgetOf::Flops && ledger.networkUnknown)
        throw InputError("The FLOPs of a head of the user's own are not known; use a budget in columns or "
                         "bytes.");
}

/// Fields as units, forces and substitutes included.
class Units {
public:
    Units(const Ranking& ranking, const Rule& rule, const Ledger& ledger)
        : m_rule(rule)
        , m_ledger(ledger)
        , m_unitOf(ledger.fields.size())
    {
        std::map<std::string, size_t> ofGroup;
        for (size_t i = 0; i < ledger.fields.size(); ++i) {
            const std::string& group = ledger.fields[i].group;
            const auto known = ofGroup.find(group);
            m_unitOf[i] = group.empty() || known == ofGroup.end() ? m_units.size() : known->second;
            if (m_unitOf[i] == m_units.size()) {
                m_units.emplace_back();
                m_members.emplace_back();
                if (!group.empty())
                    ofGroup[group] = m_unitOf[i];
            }
            addField(i);
        }
        if (rule.budgetOf == BudgetOf::Bytes)
            addTables();
        for (size_t unit = 0; unit < m_units.size(); ++unit)
            force(unit);
        leaveOutSubstitutes(ranking);
    }

    /// [F] what stays
    [[nodiscard]] KeptSet choose()
    {
        for (const size_t unit : m_preferred)
            requireWhereItFits(unit);
        m_choice = chooseByEarnings(m_units, m_tableCosts, m_rule.budget);
        KeptSet kept(m_unitOf.size(), 0);
        for (size_t i = 0; i < kept.size(); ++i)
            kept[i] = m_choice.taken[m_unitOf[i]];
        return kept;
    }

    [[nodiscard]] std::string reason(size_t field, bool kept) const
    {
        const LedgerField& page = m_ledger.fields[field];
        const Estimate& earns = page.measured.earns;
        std::string text = "earns " + significant(earns.mean, 3) + " (95 % " + significant(earns.low(), 3)
            + " to " + significant(earns.high(), 3) + ") for " + grouped(costIn(m_rule.budgetOf, page.saves))
            + " " + titleOf(m_rule.budgetOf);
        if (m_members[m_unitOf[field]].size() > 1)
            text += ", with its group '" + page.group + "'";
        if (m_standsIn[field])
            text += kept ? ", stays for its substitutes" : ", a substitute of a field that earns more";
        return text + (kept ? "; in" : "; not in")
            + (m_choice.exact ? " the set" : " a set (greedy, not proved)") + " that earns most within "
            + grouped(m_rule.budget) + " " + titleOf(m_rule.budgetOf);
    }

private:
    void addField(size_t field)
    {
        BudgetUnit& unit = m_units[m_unitOf[field]];
        unit.earns += m_ledger.fields[field].measured.earns.mean;
        unit.cost += costIn(m_rule.budgetOf, m_ledger.fields[field].saves);
        m_members[m_unitOf[field]].push_back(field);
    }

    void addTables()
    {
        for (const SharedTable& table : m_ledger.shared) {
            for (const size_t field : table.fields) {
                auto& tables = m_units[m_unitOf[field]].tables;
                if (tables.empty() || tables.back() != m_tableCosts.size())
                    tables.push_back(m_tableCosts.size());
            }
            m_tableCosts.push_back(table.bytes);
        }
    }

    void leaveOut(size_t unit) { m_units[unit].earns = 0; }

    void force(size_t unit)
    {
        bool keep = false, drop = false;
        for (const size_t field : m_members[unit]) {
            keep = keep || contains(m_rule.forceKeep, m_ledger.fields[field].name);
            drop = drop || contains(m_rule.forceDrop, m_ledger.fields[field].name);
        }
        if (keep && drop)
            throw InputError("Fields of the group '" + m_ledger.fields[m_members[unit].front()].group
                             + "' are forced to be kept and to be dropped; a group stays together.");
        m_units[unit].must = keep;
        if (drop)
            leaveOut(unit);
    }

    /// By the threshold's kept sets of the searches. Members that are bundled with other fields are left
    /// alone.
    void leaveOutSubstitutes(const Ranking& ranking)
    {
        m_standsIn.assign(m_unitOf.size(), false);
        for (const auto& set : substituteSets(keptBySeed(ranking, {}))) {
            const bool bundled = std::any_of(
                set.begin(), set.end(), [&](size_t field) { return m_members[m_unitOf[field]].size() > 1; });
            if (bundled)
                continue;
            const auto worth = [&](size_t field) {
                const BudgetUnit& unit = m_units[m_unitOf[field]];
                return std::pair(unit.must,
                                 contains(m_rule.forceDrop, m_ledger.fields[field].name)
                                     ? -1.0
                                     : std::max(0.0, unit.earns));
            };
            const size_t best = *std::max_element(set.begin(), set.end(),
                                                  [&](size_t a, size_t b) { return worth(a) < worth(b); });
            for (const size_t field : set) {
                m_standsIn[field] = true;
                if (field != best)
                    leaveOut(m_unitOf[field]);
            }
            if (worth(best).second >= 0)
                m_preferred.push_back(m_unitOf[best]);
        }
    }

    void requireWhereItFits(size_t unit)
    {
        if (m_units[unit].must)
            return;
        m_units[unit].must = true;
        int64_t cost = 0;
        std::vector<uint8_t> paid(m_tableCosts.size(), 0);
        for (const BudgetUnit& other : m_units) {
            cost += other.must ? other.cost : 0;
            for (const size_t table : other.tables)
                paid[table] |= other.must ? 1 : 0;
        }
        for (size_t table = 0; table < paid.size(); ++table)
            cost += paid[table] ? m_tableCosts[table] : 0;
        m_units[unit].must = cost <= m_rule.budget;
    }

    const Rule& m_rule;
    const Ledger& m_ledger;
    std::vector<size_t> m_unitOf; ///< [F]
    std::vector<BudgetUnit> m_units;
    std::vector<std::vector<size_t>> m_members; ///< fields of each unit
    std::vector<int64_t> m_tableCosts;
    std::vector<size_t> m_preferred; ///< units that stand for a set of substitutes
    std::vector<bool> m_standsIn; ///< [F] in a set of substitutes
    BudgetChoice m_choice;
};

/// The decision that keeps exactly these fields. Evidence and layout are those of every decision.
Decision decisionOf(const Ranking& ranking, const Rule& rule, const KeptSet& kept)
{
    Ranking marked = ranking;
    marked.repeats.seedScores.clear();
    for (size_t i = 0; i < kept.size(); ++i)
        marked.fields[i].score = kept[i];
    Rule places = rule;
    places.kind = Rule::Kind::TopK;
    places.topK = keptFields(kept);
    Decision decision;
    if (ranking.repeats.halfScores.empty()) { // the evidence tells how many seeds the ranking has
        decision = decideOne(ranking, marked.scores(), places);
        markScaleFlips(decision, marked, places);
    } else {
        decision = decide(marked, places);
    }
    decision.rule = rule;
    for (size_t i = 0; i < kept.size(); ++i)
        decision.fields[i].field = ranking.fields[i];
    return decision;
}

} // namespace

Decision decideByEarnings(const Ranking& ranking, const Rule& rule, const Ledger& ledger)
{
    rule.validate();
    requireFits(ranking, rule, ledger);
    Units units(ranking, rule, ledger);
    const KeptSet kept = units.choose();
    if (keptFields(kept) == 0)
        throw InputError("No field that earns anything fits into '" + rule.text()
                         + "'; a model needs at least one field. Raise the number.");
    Decision decision = decisionOf(ranking, rule, kept);
    for (size_t i = 0; i < kept.size(); ++i) {
        FieldDecision& field = decision.fields[i];
        if (!field.forced)
            field.reason = units.reason(i, kept[i] != 0);
        const Estimate& earns = ledger.fields[i].measured.earns;
        if (kept[i] && earns.low() <= 0)
            field.evidence.doubts.emplace_back(kMayEarnNothing);
    }
    return decision;
}

} // namespace leap
