// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide/decide_one.h"

#include "core/base/error.h"
#include "core/base/number_beside.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap {
namespace {

enum class Force { No, Keep, Drop };

/// A ranking's fields with the scores of one search, [F].
struct OneSearch {
    const Ranking& ranking;
    const std::vector<double>& scores;
    [[nodiscard]] bool gates() const { return ranking.scoresAre == ScoresAre::Gates; }
    [[nodiscard]] const char* scoreWord() const { return gates() ? "gate" : "score"; }
};

/// The rule's verdict on a field, before any doubt.
struct Choice {
    bool keep = false;
    std::string reason;
};

std::vector<Force> forcesOf(const Ranking& ranking, const Rule& rule)
{
    std::vector<std::string> names;
    for (const FieldScore& field : ranking.fields)
        names.push_back(field.name);
    std::vector<Force> forces(names.size(), Force::No);
    const auto mark = [&](const std::vector<std::string>& wanted, Force force, const char* what) {
        for (const std::string& name : wanted) {
            const auto found = std::find(names.begin(), names.end(), name);
            if (found == names.end())
                throw InputError("There is no field '" + name + "' to be " + what + "."
                                 + didYouMean(name, names));
            forces[static_cast<size_t>(found - names.begin())] = force;
        }
    };
    mark(rule.forceKeep, Force::Keep, "kept");
    mark(rule.forceDrop, Force::Drop, "dropped");
    return forces;
}

/// A gate is a sigmoid; scores of other selectors may be any number.
void requireReachable(const OneSearch& search, double threshold)
{
    if (search.gates() && (threshold < 0 || threshold > 1))
        throw InputError("The threshold is " + shortest(threshold) + ", but gates lie between 0 and 1.");
}

std::vector<Choice> chooseByThreshold(const OneSearch& search, double threshold)
{
    requireReachable(search, threshold);
    std::vector<Choice> choices;
    for (const double score : search.scores) {
        const bool keep = score >= threshold;
        choices.push_back({keep,
                           std::string(search.scoreWord()) + " " + numberBeside(score, threshold)
                               + (keep ? " is not below " : " is below ") + shortest(threshold)});
    }
    return choices;
}

std::string rankText(size_t rank, size_t fields)
{
    return "rank " + std::to_string(rank + 1) + " of " + std::to_string(fields);
}

/// Forced keeps take their places first; the others go to the best of the rest.
std::vector<Choice> chooseByPlaces(const OneSearch& search, const std::vector<Force>& forces, int64_t places)
{
    const auto forcedKeeps = std::count(forces.begin(), forces.end(), Force::Keep);
    std::string taken = std::to_string(places) + (places == 1 ? " place" : " places");
    if (forcedKeeps > 0)
        taken += " (" + std::to_string(forcedKeeps) + " of them forced)";
    std::vector<Choice> choices(forces.size());
    int64_t left = places - forcedKeeps;
    const auto order = descendingOrder(search.scores);
    for (size_t rank = 0; rank < order.size(); ++rank) {
        if (forces[order[rank]] != Force::No)
            continue;
        const bool keep = left > 0;
        left -= keep ? 1 : 0;
        choices[order[rank]] = {
            keep, rankText(rank, order.size()) + (keep ? ", within the " : ", beyond the ") + taken};
    }
    return choices;
}

int64_t columnsOfForced(const Ranking& ranking, const std::vector<Force>& forces)
{
    int64_t columns = 0;
    for (size_t i = 0; i < forces.size(); ++i)
        columns += forces[i] == Force::Keep ? ranking.fields[i].width() : 0;
    return columns;
}

std::vector<Choice> chooseByColumns(const OneSearch& search, const std::vector<Force>& forces, int64_t budget)
{
    std::vector<Choice> choices(forces.size());
    const int64_t forced = columnsOfForced(search.ranking, forces);
    if (forced > budget)
        throw InputError("The fields that are forced to be kept have " + std::to_string(forced)
                         + " columns, more than the " + std::to_string(budget)
                         + " allowed; raise the number or force fewer.");
    int64_t left = budget - forced;
    const auto order = descendingOrder(search.scores);
    for (size_t rank = 0; rank < order.size(); ++rank) {
        const size_t i = order[rank];
        if (forces[i] != Force::No)
            continue;
        const int64_t width = search.ranking.fields[i].width();
        const bool keep = width <= left;
        choices[i] = {keep,
                      rankText(rank, order.size()) + ", width " + std::to_string(width)
                          + (keep ? " fits into the " : " does not fit into the ") + std::to_string(left)
                          + " columns left of " + std::to_string(budget)};
        left -= keep ? width : 0;
    }
    return choices;
}

/// K = max(1, floor(R F)); the small lift makes 0.29 x 100 fields 29, not 28.
int64_t placesForRatio(double ratio, size_t fields)
{
    constexpr double kRoundingSlack = 1e-9;
    const double product = ratio * static_cast<double>(fields);
    return std::max<int64_t>(1, static_cast<int64_t>(std::floor(product + kRoundingSlack)));
}

void requirePlaces(int64_t places, const std::vector<Force>& forces, const Rule& rule)
{
    const auto forced = std::count(forces.begin(), forces.end(), Force::Keep);
    if (forced > places)
        throw InputError(std::to_string(forced) + " fields are forced to be kept, more than the "
                         + std::to_string(places) + " places of the rule '" + rule.text()
                         + "'; raise it or force fewer.");
    if (places > static_cast<int64_t>(forces.size()))
        throw InputError("The rule '" + rule.text() + "' asks for more fields than there are ("
                         + std::to_string(forces.size()) + ").");
}

std::vector<Choice> choose(const OneSearch& search, const Rule& rule, const std::vector<Force>& forces)
{
    if (rule.kind == Rule::Kind::Threshold)
        return chooseByThreshold(search, rule.threshold);
    if (rule.kind == Rule::Kind::MaxColumns)
        return chooseByColumns(search, forces, rule.maxColumns);
    const int64_t places =
        rule.kind == Rule::Kind::TopK ? rule.topK : placesForRatio(rule.keepRatio, forces.size());
    requirePlaces(places, forces, rule);
    return chooseByPlaces(search, forces, places);
}

Evidence evidenceFor(const Ranking& ranking, const FieldScore& field)
{
    Evidence evidence;
    evidence.seeds = ranking.repeats.seeds();
    evidence.activeRows = field.activeRows;
    evidence.settled = standingOf(ranking, field) == Standing::Settled;
    if (!evidence.settled)
        evidence.doubts.push_back(standingDoubt(ranking, field));
    if (field.activeRows == 0)
        evidence.doubts.emplace_back("constant (0 active rows)");
    else if (field.activeRows < kFewActiveRows)
        evidence.doubts.push_back("only " + std::to_string(field.activeRows) + " active rows (fewer than "
                                  + std::to_string(kFewActiveRows) + ")");
    return evidence;
}

/// A rule that fixes how many fields stay may cut between two open gates, or between two closed ones, whose
/// order says little.
void doubtAgainstTheGate(const OneSearch& search, FieldDecision& decision)
{
    constexpr double kOpen = 0.5;
    const double gate = decision.field.score;
    const bool keeps = decision.verdict != Verdict::Drop;
    if (!search.gates() || keeps == (gate >= kOpen))
        return;
    const std::string stands =
        "its gate is " + std::string(keeps ? "closed (" : "open (") + numberBeside(gate, kOpen) + ")";
    decision.reason += ", though " + stands;
    decision.evidence.doubts.push_back(
        stands + ": the rule " + (keeps ? "keeps what the search drops" : "drops what the search keeps"));
}

FieldDecision judge(const OneSearch& search, size_t field, Force force, const Choice& choice,
                    bool doubtDecides)
{
    FieldDecision decision;
    decision.field = search.ranking.fields[field];
    decision.field.score = search.scores[field];
    decision.evidence = evidenceFor(search.ranking, decision.field);
    if (force != Force::No) {
        decision.forced = true;
        decision.verdict = force == Force::Keep ? Verdict::Keep : Verdict::Drop;
        decision.reason =
            std::string("forced by the user to be ") + (force == Force::Keep ? "kept" : "dropped");
    } else if (doubtDecides && !decision.evidence.doubts.empty()) {
        decision.verdict = Verdict::Uncertain;
        decision.reason =
            choice.reason + ", but " + join(decision.evidence.doubts, ", ") + ": no verdict, the field stays";
    } else {
        decision.verdict = choice.keep ? Verdict::Keep : Verdict::Drop;
        decision.reason = choice.reason;
        if (!doubtDecides)
            doubtAgainstTheGate(search, decision);
    }
    return decision;
}

} // namespace

Decision decideOne(const Ranking& ranking, const std::vector<double>& scores, const Rule& rule)
{
    const OneSearch search{ranking, scores};
    const auto forces = forcesOf(ranking, rule);
    const auto choices = choose(search, rule, forces);
    Decision decision;
    decision.rule = rule;
    decision.provisional = ranking.repeats.seeds() <= 1;
    for (size_t i = 0; i < forces.size(); ++i)
        decision.fields.push_back(
            judge(search, i, forces[i], choices[i], rule.kind == Rule::Kind::Threshold));
    layOut(decision);
    return decision;
}

} // namespace leap
