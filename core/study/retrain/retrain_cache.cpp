// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retrain/retrain_cache.h"

#include <utility>

namespace leap {

bool RetrainCache::serves(const RetrainResult& result, TestRows test) const
{
    const bool figures = test == TestRows::Closed || result.test;
    return figures && (m_rows == Rows::Dropped || !result.validation.rows.logit.empty());
}

std::shared_ptr<const RetrainResult> RetrainCache::get(const std::shared_ptr<const Dataset>& dataset,
                                                       const KeptSet& kept, const Settings& settings,
                                                       uint64_t seed, TestRows test, RunControl& control)
{
    auto& place = m_results[retrainKey(*dataset, kept, settings, seed)];
    if (place && serves(*place, test)) {
        ++m_reused;
        return place;
    }
    auto result = std::make_shared<RetrainResult>(retrain(dataset, kept, settings, seed, test, control));
    if (result->outcome == RunOutcome::Stopped)
        return nullptr;
    if (m_rows == Rows::Dropped) {
        result->validation.rows = {};
        if (result->test)
            result->test->rows = {};
    }
    ++m_trained;
    place = std::move(result);
    return place;
}

Looks RetrainCache::looks() const
{
    Looks looks;
    for (const auto& [key, result] : m_results) {
        looks.validation += result ? 1 : 0;
        looks.test += result && result->test ? 1 : 0;
    }
    return looks;
}

RetrainCache::Results RetrainCache::results() const
{
    Results finished;
    for (const auto& [key, result] : m_results) {
        if (result)
            finished[key] = result;
    }
    return finished;
}

void RetrainCache::put(const Results& results)
{
    for (const auto& [key, result] : results)
        m_results[key] = result;
}

} // namespace leap
