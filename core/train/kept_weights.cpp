// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/kept_weights.h"

#include "core/base/error.h"
#include "core/train/model_state.h"

#include <string>

namespace leap {
namespace {

constexpr const char* kBest = "best/";

/// The members of `state` whose names begin with `from`, renamed to begin with `to`.
void copyRenamed(const StateDict& state, const std::string& from, const std::string& to, StateDict& target)
{
    for (auto item = state.lower_bound(from); item != state.end() && item->first.starts_with(from); ++item)
        target[to + item->first.substr(from.size())] = item->second;
}

/// The same without a copy: they leave `state`.
void moveRenamed(StateDict& state, const std::string& from, const std::string& to, StateDict& target)
{
    for (auto next = state.lower_bound(from); next != state.end() && next->first.starts_with(from);) {
        auto item = state.extract(next++);
        item.key() = to + item.key().substr(from.size());
        target.insert(std::move(item));
    }
}

} // namespace

BorrowedModel::BorrowedModel(StateDict& state)
    : m_state(state)
{
    moveRenamed(m_state, kBest, kEnginePrefix, m_model);
}

BorrowedModel::~BorrowedModel()
{
    moveRenamed(m_model, kEnginePrefix, kBest, m_state);
}

StateDict keptModel(const StateDict& state)
{
    StateDict model;
    copyRenamed(state, kBest, kEnginePrefix, model);
    std::erase_if(model, [](const auto& item) { // older files hold the optimiser's part too
        return !isModelState(item.first);
    });
    return model;
}

void refuseWithoutBestEpoch()
{
    throw InputError("The run has no weights of a best epoch: it was stopped before its first epoch's end.");
}

bool KeptWeights::offer(int64_t epoch, const MetricValue& auc, const StepEngine& engine)
{
    const bool better = m_epoch == 0 || (auc.defined() && auc.value > m_auc);
    if (m_which == KeptEpoch::Best && !better)
        return false;
    m_epoch = epoch;
    m_auc = auc.defined() ? auc.value : 0;
    m_weights.clear();
    engine.saveModel(m_weights);
    return true;
}

bool KeptWeights::restore(StepEngine& engine) const
{
    if (m_epoch == 0)
        return false;
    engine.loadModel(m_weights);
    return true;
}

void KeptWeights::save(StateDict& state) const
{
    copyRenamed(m_weights, kEnginePrefix, kBest, state);
}

void KeptWeights::moveTo(StateDict& state)
{
    moveRenamed(m_weights, kEnginePrefix, kBest, state);
}

void KeptWeights::load(const StateDict& state, int64_t epoch, double auc)
{
    m_epoch = epoch;
    m_auc = auc;
    m_weights = keptModel(state);
}

} // namespace leap
