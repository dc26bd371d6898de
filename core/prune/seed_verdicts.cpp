// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prune/seed_verdicts.h"

#include "core/base/text.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace leap {
namespace {

std::vector<int64_t> timesKept(const std::vector<KeptSet>& kept)
{
    std::vector<int64_t> times(kept.empty() ? 0 : kept.front().size(), 0);
    for (const KeptSet& run : kept) {
        for (size_t i = 0; i < times.size(); ++i)
            times[i] += run[i];
    }
    return times;
}

/// Looks for the smallest set of fields that keeps every search exactly once.
class ExactCover {
public:
    ExactCover(const std::vector<KeptSet>& kept, const std::vector<size_t>& candidates)
        : m_kept(kept)
        , m_candidates(candidates)
        , m_covered(kept.size(), 0)
    {
    }

    /// The smallest set with `first`; empty when there is none.
    std::vector<size_t> with(size_t first)
    {
        m_set = {first};
        mark(first, 1);
        extend();
        mark(first, 0);
        return m_best;
    }

private:
    void mark(size_t field, uint8_t value)
    {
        for (size_t run = 0; run < m_kept.size(); ++run) {
            if (m_kept[run][field])
                m_covered[run] = value;
        }
    }

    [[nodiscard]] bool fits(size_t field) const
    {
        for (size_t run = 0; run < m_kept.size(); ++run) {
            if (m_kept[run][field] && m_covered[run])
                return false;
        }
        return true;
    }

    void extend()
    {
        const auto open = std::find(m_covered.begin(), m_covered.end(), 0);
        if (open == m_covered.end()) {
            m_best = m_set;
            return;
        }
        const size_t most = m_best.empty() ? kLargestSubstituteSet : m_best.size() - 1;
        if (m_set.size() >= most)
            return;
        const auto run = static_cast<size_t>(open - m_covered.begin());
        for (const size_t field : m_candidates) {
            if (!m_kept[run][field] || !fits(field))
                continue;
            m_set.push_back(field);
            mark(field, 1);
            extend();
            mark(field, 0);
            m_set.pop_back();
        }
    }

    const std::vector<KeptSet>& m_kept;
    const std::vector<size_t>& m_candidates;
    std::vector<uint8_t> m_covered; ///< by search
    std::vector<size_t> m_set;
    std::vector<size_t> m_best;
};

Ranking rankingOfSeed(const Ranking& ranking, size_t seed)
{
    Ranking own = ranking;
    own.seedScores.clear();
    for (size_t i = 0; i < own.fields.size(); ++i)
        own.fields[i].score = ranking.seedScores[seed][i];
    return own;
}

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

KeptSet keptByThreshold(const Ranking& ranking, double threshold)
{
    KeptSet kept;
    for (const FieldScore& field : ranking.fields)
        kept.push_back(field.score >= threshold ? 1 : 0);
    return kept;
}

/// What is known of the fields over all searches.
class SeedJudge {
public:
    SeedJudge(const Ranking& ranking, const Rule& rule)
        : m_ranking(ranking)
        , m_rule(rule)
        , m_kept(keptBySeed(ranking, rule))
        , m_times(timesKept(m_kept))
        , m_sets(substituteSets(m_kept))
        , m_setOf(ranking.fields.size())
    {
        for (size_t set = 0; set < m_sets.size(); ++set) {
            for (const size_t field : m_sets[set])
                m_setOf[field] = set;
            m_keptOfSet.push_back(representative(m_sets[set]));
        }
    }

    [[nodiscard]] size_t seeds() const { return m_kept.size(); }
    [[nodiscard]] const std::vector<KeptSet>& kept() const { return m_kept; }
    [[nodiscard]] const std::vector<std::vector<size_t>>& sets() const { return m_sets; }
    [[nodiscard]] bool always(size_t field) const { return m_times[field] == static_cast<int64_t>(seeds()); }
    [[nodiscard]] bool never(size_t field) const { return m_times[field] == 0; }
    [[nodiscard]] bool substitute(size_t field) const { return m_setOf[field].has_value(); }
    [[nodiscard]] bool standsForItsSet(size_t field) const
    {
        return substitute(field) && m_keptOfSet[*m_setOf[field]] == field;
    }

    [[nodiscard]] std::string timesText(size_t field) const
    {
        return "kept in " + std::to_string(m_times[field]) + " of " + std::to_string(seeds()) + " seeds";
    }
    [[nodiscard]] std::string setText(const std::vector<size_t>& set) const
    {
        std::vector<std::string> names;
        for (const size_t field : set)
            names.push_back(m_ranking.fields[field].name);
        return "{" + join(names, ", ") + "}";
    }
    [[nodiscard]] std::string reason(size_t field) const
    {
        if (!substitute(field))
            return timesText(field);
        return timesText(field) + "; keep at least one of " + setText(m_sets[*m_setOf[field]]) + ": "
            + m_ranking.fields[m_keptOfSet[*m_setOf[field]]].name + " stays";
    }

    /// Scores whose order is: most often kept first (a set's representative like a field kept always, its
    /// other members last), ties by mean rank over the searches.
    [[nodiscard]] Ranking byFrequency() const
    {
        Ranking ranking = m_ranking;
        ranking.seedScores.clear();
        const std::vector<double> ranks = meanRanks();
        const auto fields = static_cast<double>(ranking.fields.size());
        for (size_t i = 0; i < ranking.fields.size(); ++i) {
            double times = static_cast<double>(m_times[i]);
            if (substitute(i))
                times = standsForItsSet(i) ? static_cast<double>(seeds()) : -1;
            ranking.fields[i].score = times + 1 - (ranks[i] + 1) / (fields + 1);
        }
        return ranking;
    }

private:
    [[nodiscard]] size_t representative(const std::vector<size_t>& set) const
    {
        const auto worth = [&](size_t field) {
            const FieldScore& score = m_ranking.fields[field];
            const int forced = contains(m_rule.forceKeep, score.name) ? 1
                : contains(m_rule.forceDrop, score.name)              ? -1
                                                                      : 0;
            return std::make_tuple(forced, m_times[field], -score.width());
        };
        return *std::max_element(set.begin(), set.end(),
                                 [&](size_t one, size_t other) { return worth(one) < worth(other); });
    }

    [[nodiscard]] std::vector<double> meanRanks() const
    {
        std::vector<double> ranks(m_ranking.fields.size(), 0);
        for (size_t seed = 0; seed < seeds(); ++seed) {
            const auto order = rankingOfSeed(m_ranking, seed).order();
            for (size_t rank = 0; rank < order.size(); ++rank)
                ranks[order[rank]] += static_cast<double>(rank) / static_cast<double>(seeds());
        }
        return ranks;
    }

    const Ranking& m_ranking;
    const Rule& m_rule;
    std::vector<KeptSet> m_kept; ///< by search
    std::vector<int64_t> m_times;
    std::vector<std::vector<size_t>> m_sets;
    std::vector<std::optional<size_t>> m_setOf;
    std::vector<size_t> m_keptOfSet;
};

void judgeByThreshold(const SeedJudge& judge, size_t field, FieldDecision& decision)
{
    if (decision.verdict == Verdict::Uncertain) { // a gate that moves, or too few active rows
        decision.reason = judge.timesText(field) + "; " + decision.reason;
        return;
    }
    const bool keep = judge.always(field) || judge.standsForItsSet(field);
    if (keep || judge.never(field) || judge.substitute(field)) {
        decision.verdict = keep ? Verdict::Keep : Verdict::Drop;
        decision.reason = judge.reason(field);
    } else {
        decision.verdict = Verdict::Uncertain;
        decision.reason = judge.timesText(field) + ": no verdict";
        decision.evidence.doubts.push_back(judge.timesText(field));
    }
}

} // namespace

std::vector<std::vector<size_t>> substituteSets(const std::vector<KeptSet>& kept)
{
    std::vector<std::vector<size_t>> sets;
    if (kept.size() < kFewestSeedsForSubstitutes)
        return sets;
    const auto times = timesKept(kept);
    std::vector<size_t> swinging;
    for (size_t i = 0; i < times.size(); ++i) {
        if (times[i] > 0 && times[i] < static_cast<int64_t>(kept.size()))
            swinging.push_back(i);
    }
    for (size_t next = 0; next < swinging.size();) {
        auto set = ExactCover(kept, swinging).with(swinging[next]);
        if (set.empty()) {
            ++next;
            continue;
        }
        std::sort(set.begin(), set.end());
        std::erase_if(swinging,
                      [&](size_t field) { return std::find(set.begin(), set.end(), field) != set.end(); });
        sets.push_back(std::move(set));
    }
    return sets;
}

std::vector<KeptSet> keptBySeed(const Ranking& ranking, const Rule& rule)
{
    std::vector<KeptSet> kept;
    Rule unforced = rule;
    unforced.forceKeep.clear();
    unforced.forceDrop.clear();
    for (size_t seed = 0; seed < ranking.seedScores.size(); ++seed) {
        const Ranking own = rankingOfSeed(ranking, seed);
        kept.push_back(rule.kind == Rule::Kind::Threshold ? keptByThreshold(own, rule.threshold)
                                                          : keptSetOf(decide(own, unforced)));
    }
    return kept;
}

Decision decideOverSeeds(const Ranking& ranking, const Rule& rule)
{
    const SeedJudge judge(ranking, rule);
    Decision decision = decide(judge.byFrequency(), rule);
    for (size_t i = 0; i < decision.fields.size(); ++i) {
        FieldDecision& field = decision.fields[i];
        field.field = ranking.fields[i];
        field.evidence.seeds = static_cast<int>(judge.seeds());
        if (field.forced)
            continue;
        if (rule.kind == Rule::Kind::Threshold)
            judgeByThreshold(judge, i, field);
        else
            field.reason += "; " + judge.reason(i);
    }
    layOut(decision);
    return decision;
}

std::string seedsInWords(const Ranking& ranking, const Rule& rule)
{
    const SeedJudge judge(ranking, rule);
    std::vector<std::string> always, swinging, sets;
    for (size_t i = 0; i < ranking.fields.size(); ++i) {
        if (judge.always(i))
            always.push_back(ranking.fields[i].name);
        else if (!judge.never(i) && !judge.substitute(i))
            swinging.push_back(ranking.fields[i].name + " (" + judge.timesText(i) + ")");
    }
    for (const auto& set : judge.sets())
        sets.push_back(judge.setText(set));
    std::string text = std::to_string(judge.seeds()) + " seeds, " + rule.text()
        + ": kept in all: " + (always.empty() ? "none" : join(always, ", "));
    if (!sets.empty())
        text += "; keep at least one of " + join(sets, ", one of ");
    if (!swinging.empty())
        text += "; uncertain: " + join(swinging, ", ");
    const Stability agreement = stability(judge.kept());
    if (agreement.index.defined())
        text += "; stability of the kept set (Nogueira) " + fixed(agreement.index.value, 2) + ", 95 % "
            + fixed(agreement.lower, 2) + " to " + fixed(agreement.upper, 2);
    return text + ".";
}

} // namespace leap
