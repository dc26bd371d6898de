// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/retrain/trained_sets.h"

#include "core/base/error.h"

#include <algorithm>
#include <utility>

namespace leap {

TrainedSets::TrainedSets(std::shared_ptr<const Dataset> dataset, const Settings& settings, int seeds,
                         RunControl& control, ProveObserver& observer)
    : m_dataset(std::move(dataset))
    , m_settings(settings)
    , m_seeds(seeds)
    , m_control(control)
    , m_observer(observer)
{
    if (seeds < 1)
        throw InputError("Retraining needs at least one seed.");
}

std::optional<Trainings> TrainedSets::train(const KeptSet& kept, const std::string& what, TestRows test)
{
    const int64_t sets = std::max(m_announced, m_done + 1);
    Trainings trainings;
    for (int seed = 0; seed < m_seeds; ++seed) {
        m_observer.working(what + ", training " + std::to_string(seed + 1) + " of " + std::to_string(m_seeds),
                           m_done * m_seeds + seed, sets * m_seeds);
        auto result = m_control.stopRequested()
            ? nullptr
            : m_cache.get(m_dataset, kept, m_settings, m_settings.seed + static_cast<uint64_t>(seed), test,
                          m_control);
        if (!result)
            return std::nullopt;
        trainings.push_back(std::move(result));
    }
    ++m_done;
    return trainings;
}

} // namespace leap
