// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metric/detectable_loss.h"
#include "core/study/verdict/fold_means.h"
#include "core/study/verdict/verdict_reasons.h"
#include "core/study/verdict/verdict_work.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace leap {
namespace {

constexpr double kLeastMargin = 0.001;
constexpr double kSignificant = 1.645; ///< standard errors
constexpr int kMostGiveBacks = 3;
constexpr int kMostProposals = 3; ///< all, a half, a quarter of what closed gates propose
constexpr double kOpenGate = 0.5;

bool losesForSure(const PairedLoss& loss)
{
    return loss.defined() && loss.loss > kSignificant * loss.error();
}

/// The set of fields that can go, as it grows.
class SmallerSet {
public:
    explicit SmallerSet(VerdictWork& work)
        : m_work(work)
        , m_result(work.result)
    {
    }

    void prove(std::vector<size_t> candidates);
    void proposeByGates();
    void conclude();

private:
    [[nodiscard]] VerdictCheck compare(const std::string& what, const std::vector<size_t>& dropped,
                                       std::vector<Trainings>& pruned);
    void trainMore(VerdictCheck& check, const std::vector<size_t>& dropped, std::vector<Trainings>& pruned);
    void judge(VerdictCheck& check, const std::vector<Trainings>& reference,
               const std::vector<Trainings>& pruned) const;
    [[nodiscard]] std::vector<size_t> giveBack(std::vector<size_t> dropped, const VerdictCheck& check);
    [[nodiscard]] std::vector<size_t> closedGates() const;
    [[nodiscard]] bool propose(const std::vector<size_t>& proposed);

    VerdictWork& m_work;
    VerdictResult& m_result;
    std::vector<size_t> m_gone; ///< fields that can go
    std::vector<Trainings> m_shown; ///< of the models without them
    bool m_shownIsBest = false; ///< they lose nothing: what follows is compared with them
};

void SmallerSet::judge(VerdictCheck& check, const std::vector<Trainings>& reference,
                       const std::vector<Trainings>& pruned) const
{
    check.loss = lossOver(reference, pruned, m_result.metric);
    check.shown = check.loss.defined() && check.loss.upperBound() <= m_result.margin;
}

/// With all fields, or with the best set so far: else a gain by what went before would pay for a loss now.
VerdictCheck SmallerSet::compare(const std::string& what, const std::vector<size_t>& dropped,
                                 std::vector<Trainings>& pruned)
{
    pruned = m_work.fit.train(m_work.without(dropped), 0, m_work.plan.models, what);
    VerdictCheck check{what, m_work.namesOf(dropped), {}, false};
    judge(check, m_shownIsBest ? m_shown : m_work.full, pruned);
    return check;
}

/// While a loss above the margin can be neither shown nor excluded.
void SmallerSet::trainMore(VerdictCheck& check, const std::vector<size_t>& dropped,
                           std::vector<Trainings>& pruned)
{
    for (int model = m_work.plan.models; model < m_work.plan.mostModels; ++model) {
        if (!check.loss.defined() || check.shown || losesForSure(check.loss))
            return;
        if (static_cast<int>(m_work.full.front().size()) <= model)
            append(m_work.full, m_work.fit.train(m_work.without({}), model, 1, "all fields, once more"));
        append(pruned, m_work.fit.train(m_work.without(dropped), model, 1, check.what + ", once more"));
        judge(check, m_work.full, pruned);
    }
}

/// The half of the dropped fields with the most evidence stays.
std::vector<size_t> SmallerSet::giveBack(std::vector<size_t> dropped, const VerdictCheck& check)
{
    std::stable_sort(dropped.begin(), dropped.end(), [&](size_t a, size_t b) {
        return m_result.fields[a].evidence.z < m_result.fields[b].evidence.z;
    });
    const size_t rest = dropped.size() / 2;
    for (size_t i = rest; i < dropped.size(); ++i)
        m_result.fields[dropped[i]].reason = reasonGivenBack(check);
    dropped.resize(rest);
    return dropped;
}

void SmallerSet::prove(std::vector<size_t> candidates)
{
    std::string what = "the candidates";
    for (int round = 0; !candidates.empty(); ++round) {
        std::vector<Trainings> pruned;
        VerdictCheck check = compare(what, candidates, pruned);
        trainMore(check, candidates, pruned);
        m_result.checks.push_back(check);
        for (const size_t field : candidates)
            m_result.fields[field].reason = reasonNotShown(check, m_result.margin);
        if (check.shown) {
            m_gone = std::move(candidates);
            m_shown = std::move(pruned);
            m_shownIsBest = check.loss.loss <= 0;
            break;
        }
        if (!losesForSure(check.loss) || round == kMostGiveBacks)
            break;
        candidates = giveBack(std::move(candidates), check);
        what = "fewer candidates";
    }
    for (const size_t field : m_gone) {
        m_result.fields[field].status = FieldStatus::Useless;
        m_result.fields[field].reason = reasonUseless(m_result.fields[field], m_work.plan.cut);
    }
}

/// Fields that stay so far, the most closed first.
std::vector<size_t> SmallerSet::closedGates() const
{
    const auto gates = m_work.gates;
    std::vector<size_t> closed;
    for (size_t field = 0; field < gates.size(); ++field) {
        const bool gone = std::find(m_gone.begin(), m_gone.end(), field) != m_gone.end();
        if (!gone && !m_work.mustStay(field) && gates[field] < kOpenGate)
            closed.push_back(field);
    }
    std::stable_sort(closed.begin(), closed.end(), [&](size_t a, size_t b) { return gates[a] < gates[b]; });
    return closed;
}

/// @return the fields can go as well
bool SmallerSet::propose(const std::vector<size_t>& proposed)
{
    std::vector<size_t> dropped = m_gone;
    dropped.insert(dropped.end(), proposed.begin(), proposed.end());
    if (dropped.size() == m_work.fields())
        return false;
    std::vector<Trainings> pruned;
    const VerdictCheck check = compare("also what closed gates propose", dropped, pruned);
    m_result.checks.push_back(check);
    if (!check.shown)
        return false;
    for (const size_t field : proposed) {
        m_result.fields[field].status = FieldStatus::NotNeeded;
        m_result.fields[field].reason = reasonNotNeeded(m_result.fields[field], check);
    }
    m_gone = std::move(dropped);
    m_shown = std::move(pruned);
    return true;
}

void SmallerSet::proposeByGates()
{
    std::vector<size_t> proposed = closedGates();
    for (int round = 0; round < kMostProposals && !proposed.empty(); ++round) {
        if (propose(proposed))
            return;
        proposed.resize(proposed.size() / 2);
    }
}

void SmallerSet::conclude()
{
    if (m_gone.empty()) {
        m_result.kept = m_result.full;
        m_result.loss.reason = "no field can go";
        return;
    }
    m_result.loss = lossOver(m_work.full, m_shown, m_result.metric);
    m_result.kept = meanOver(m_shown, m_result.metric);
}

/// Two trainings of all fields differ by chance alone: the error of that difference tells what a comparison
/// of two sets of fields can show, before there is one. 0: unknown, with one model a fold.
double forecastOf(const VerdictWork& work)
{
    if (work.plan.models < 2)
        return 0;
    std::vector<Trainings> one, other;
    for (const Trainings& trainings : work.full) {
        one.push_back({trainings[0]});
        other.push_back({trainings[1]});
    }
    const PairedLoss chance = pairedLossOverFolds(one, other, work.result.metric);
    return chance.defined()
        ? smallestDetectableLoss(chance.rowError / std::sqrt(static_cast<double>(work.plan.models)))
        : 0;
}

} // namespace

void proveCandidates(VerdictWork& work, std::vector<size_t> candidates)
{
    work.result.forecast = forecastOf(work);
    work.result.margin =
        work.plan.margin > 0 ? work.plan.margin : std::max(kLeastMargin, work.result.forecast);
    SmallerSet set(work);
    if (work.result.gain > 0) {
        set.prove(std::move(candidates));
        if (!work.plan.uselessOnly)
            set.proposeByGates();
    }
    set.conclude();
}

} // namespace leap
