// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/decide_over_searches.h"

#include "core/base/text.h"
#include "core/decide/decide_one.h"
#include "core/decide/kept_by_searches.h"
#include "core/decide/search_spread.h"
#include "core/decide/substitutes.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace leap {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// "in 3 of 4 seeds"
std::string ofText(int64_t times, size_t searches, const char* what)
{
    return "in " + std::to_string(times) + " of " + std::to_string(searches) + " " + what;
}

/// What is known of the fields over all searches.
class SearchJudge {
public:
    SearchJudge(const Ranking& ranking, const Rule& rule)
        : m_ranking(ranking)
        , m_rule(rule)
        , m_seedScores(scoresBySeed(ranking))
        , m_bySeed(keptBySeed(ranking, rule))
        , m_byHalf(keptByHalf(ranking, rule))
        , m_kept(m_bySeed)
    {
        m_kept.insert(m_kept.end(), m_byHalf.begin(), m_byHalf.end());
        m_times = timesKept(m_kept);
        m_seedTimes = timesKept(m_bySeed);
        m_halfTimes = m_byHalf.empty() ? std::vector<int64_t>(m_times.size(), 0) : timesKept(m_byHalf);
        m_sets = substituteSets(m_kept);
        m_setOf.resize(ranking.fields.size());
        for (size_t set = 0; set < m_sets.size(); ++set) {
            for (const size_t field : m_sets[set])
                m_setOf[field] = set;
            m_keptOfSet.push_back(representative(m_sets[set]));
        }
    }

    [[nodiscard]] size_t searches() const { return m_kept.size(); }
    [[nodiscard]] size_t seeds() const { return m_bySeed.size(); }
    [[nodiscard]] size_t halves() const { return m_byHalf.size(); }
    [[nodiscard]] const std::vector<std::vector<size_t>>& sets() const { return m_sets; }
    [[nodiscard]] bool always(size_t field) const
    {
        return m_times[field] == static_cast<int64_t>(searches());
    }
    [[nodiscard]] bool never(size_t field) const { return m_times[field] == 0; }
    [[nodiscard]] bool substitute(size_t field) const { return m_setOf[field].has_value(); }
    [[nodiscard]] bool standsForItsSet(size_t field) const
    {
        return substitute(field) && m_keptOfSet[*m_setOf[field]] == field;
    }
    /// Every search keeps exactly one of the set: that one stays is then sure enough, however its gate still
    /// moves, and that the others go rests on the one that stays.
    [[nodiscard]] bool setDecides(size_t field) const
    {
        return substitute(field) && freeToFall(standingOf(m_ranking, m_ranking.fields[field]))
            && m_ranking.fields[field].activeRows >= kFewActiveRows;
    }
    [[nodiscard]] bool halvesDiffer(size_t field) const
    {
        return m_halfTimes[field] > 0 && m_halfTimes[field] < static_cast<int64_t>(halves());
    }
    [[nodiscard]] SetStability seedStability() const { return setStability(m_bySeed); }
    [[nodiscard]] SetStability halfStability() const { return setStability(m_byHalf); }

    [[nodiscard]] std::string timesText(size_t field) const
    {
        const std::string seedsText =
            "kept " + ofText(m_seedTimes[field], seeds(), seeds() == 1 ? "seed" : "seeds");
        return halves() == 0 ? seedsText
                             : seedsText + ", " + ofText(m_halfTimes[field], halves(), "half-samples");
    }
    [[nodiscard]] std::vector<std::string> namesOf(const std::vector<size_t>& set) const
    {
        std::vector<std::string> names(set.size());
        std::transform(set.begin(), set.end(), names.begin(),
                       [this](size_t field) { return m_ranking.fields[field].name; });
        return names;
    }
    [[nodiscard]] std::string setText(const std::vector<size_t>& set) const
    {
        return "{" + join(namesOf(set), ", ") + "}";
    }
    [[nodiscard]] std::string reason(size_t field) const
    {
        if (!substitute(field))
            return timesText(field);
        return timesText(field) + "; keep at least one of " + setText(m_sets[*m_setOf[field]]) + ": "
            + m_ranking.fields[m_keptOfSet[*m_setOf[field]]].name + " stays";
    }

    void putEvidence(size_t field, Evidence& evidence) const
    {
        evidence.seeds = static_cast<int>(seeds());
        evidence.keptInSeeds = static_cast<int>(m_seedTimes[field]);
        evidence.halfSamples = static_cast<int>(halves());
        evidence.keptInHalfSamples = static_cast<int>(m_halfTimes[field]);
        evidence.seedSpread = scoreSpread(m_seedScores, field);
        evidence.samplingSpread = scoreSpread(m_ranking.repeats.halfScores, field);
        if (substitute(field))
            evidence.substitutes = namesOf(m_sets[*m_setOf[field]]);
    }

    [[nodiscard]] const std::vector<double>& firstSearch() const { return m_seedScores.front(); }
    /// Scores whose order is: most often kept first (a set's representative like a field kept always, its
    /// other members last), ties by mean rank over the searches.
    [[nodiscard]] std::vector<double> byFrequency() const
    {
        const std::vector<double> ranks = meanRanks();
        const auto fields = static_cast<double>(m_ranking.fields.size());
        std::vector<double> scores;
        for (size_t i = 0; i < m_ranking.fields.size(); ++i) {
            auto times = static_cast<double>(m_times[i]);
            if (substitute(i))
                times = standsForItsSet(i) ? static_cast<double>(searches()) : -1;
            scores.push_back(times + 1 - (ranks[i] + 1) / (fields + 1));
        }
        return scores;
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
        const auto add = [&](const std::vector<std::vector<double>>& scores) {
            for (const auto& search : scores) {
                const auto order = descendingOrder(search);
                for (size_t rank = 0; rank < order.size(); ++rank)
                    ranks[order[rank]] += static_cast<double>(rank) / static_cast<double>(searches());
            }
        };
        add(m_seedScores);
        add(m_ranking.repeats.halfScores);
        return ranks;
    }

    const Ranking& m_ranking;
    const Rule& m_rule;
    std::vector<std::vector<double>> m_seedScores;
    std::vector<KeptSet> m_bySeed;
    std::vector<KeptSet> m_byHalf;
    std::vector<KeptSet> m_kept; ///< both
    std::vector<int64_t> m_times, m_seedTimes, m_halfTimes; ///< [F]
    std::vector<std::vector<size_t>> m_sets;
    std::vector<std::optional<size_t>> m_setOf;
    std::vector<size_t> m_keptOfSet;
};

void judgeByThreshold(const SearchJudge& judge, size_t field, FieldDecision& decision)
{
    const bool bySet = judge.setDecides(field);
    if (decision.verdict == Verdict::Uncertain && !bySet) { // a gate that moves, or too few active rows
        decision.reason = judge.timesText(field) + "; " + decision.reason;
        return;
    }
    const bool keep = judge.always(field) || judge.standsForItsSet(field);
    if (keep || judge.never(field) || judge.substitute(field)) {
        decision.verdict = keep ? Verdict::Keep : Verdict::Drop;
        decision.reason = judge.reason(field);
    } else {
        const std::string doubt = judge.timesText(field)
            + (judge.halvesDiffer(field) ? ": its verdict differs between halves of the rows" : "");
        decision.verdict = Verdict::Uncertain;
        decision.reason = doubt + (judge.halvesDiffer(field) ? ", so there is none" : ": no verdict");
        decision.evidence.doubts.push_back(doubt);
    }
}

} // namespace

Decision decideOverSearches(const Ranking& ranking, const Rule& rule)
{
    const SearchJudge judge(ranking, rule);
    const bool byThreshold = rule.kind == Rule::Kind::Threshold;
    Decision decision = decideOne(ranking, byThreshold ? judge.firstSearch() : judge.byFrequency(), rule);
    decision.seedStability = judge.seedStability();
    decision.halfStability = judge.halfStability();
    decision.provisional = judge.searches() <= 1;
    for (size_t i = 0; i < decision.fields.size(); ++i) {
        FieldDecision& field = decision.fields[i];
        field.field = ranking.fields[i];
        judge.putEvidence(i, field.evidence);
        if (field.forced)
            continue;
        if (byThreshold)
            judgeByThreshold(judge, i, field);
        else
            field.reason += "; " + judge.reason(i);
    }
    layOut(decision);
    return decision;
}

std::string seedsInWords(const Ranking& ranking, const Rule& rule)
{
    const SearchJudge judge(ranking, rule);
    std::vector<std::string> always, swinging, sets;
    for (size_t i = 0; i < ranking.fields.size(); ++i) {
        if (judge.always(i))
            always.push_back(ranking.fields[i].name);
        else if (!judge.never(i) && !judge.substitute(i))
            swinging.push_back(ranking.fields[i].name + " (" + judge.timesText(i) + ")");
    }
    for (const auto& set : judge.sets())
        sets.push_back(judge.setText(set));
    std::string text = std::to_string(judge.seeds()) + (judge.seeds() == 1 ? " seed" : " seeds");
    if (judge.halves() > 0)
        text += " and " + std::to_string(judge.halves()) + " half-samples";
    text += ", " + rule.text() + ": kept in all: " + (always.empty() ? "none" : join(always, ", "));
    if (!sets.empty())
        text += "; keep at least one of " + join(sets, ", one of ");
    if (!swinging.empty())
        text += "; uncertain: " + join(swinging, ", ");
    return text + stabilityInWords(judge.seedStability(), "the seeds")
        + stabilityInWords(judge.halfStability(), "the half-samples") + ".";
}

} // namespace leap
