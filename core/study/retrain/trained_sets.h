// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/retrain/paired_loss.h"
#include "core/study/retrain/prove_observer.h"
#include "core/study/retrain/retrain_cache.h"

#include <cstdint>
#include <optional>
#include <string>

namespace leap {

/// Kept sets of one dataset, each trained once per seed (settings.seed, settings.seed + 1, ...), with rows
/// kept for paired tests. Not thread-safe.
class TrainedSets {
public:
    /// @param control, observer must outlive this
    TrainedSets(std::shared_ptr<const Dataset> dataset, const Settings& settings, int seeds,
                RunControl& control, ProveObserver& observer);

    /// Says how many calls of train() are to come, for the observer.
    void announce(int64_t sets) { m_announced = sets; }
    /// @param what names the set for the observer @return nothing when stopped
    std::optional<Trainings> train(const KeptSet& kept, const std::string& what,
                                   TestRows test = TestRows::Closed);

    [[nodiscard]] const Dataset& dataset() const { return *m_dataset; }
    [[nodiscard]] int seeds() const { return m_seeds; }
    [[nodiscard]] Looks looks() const { return m_cache.looks(); }

private:
    std::shared_ptr<const Dataset> m_dataset;
    Settings m_settings;
    int m_seeds;
    RunControl& m_control;
    ProveObserver& m_observer;
    RetrainCache m_cache{RetrainCache::Rows::Kept};
    int64_t m_announced = 0;
    int64_t m_done = 0;
};

} // namespace leap
