// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_control.h"
#include "core/study/retrain/paired_loss.h"
#include "core/study/retrain/prove_observer.h"
#include "core/study/verdict/evidence.h"
#include "core/study/verdict/folds.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace leap {

/// Trains models on the folds of a dataset, several at a time, each on one thread, so that the figures depend
/// neither on their order nor on the number of threads. A model's seed follows from the settings' seed, its
/// fold and its number alone: equal numbers of two kept sets are pairs.
class CrossFit {
public:
    /// @param threads models that are trained at a time, 1 or more
    /// @param control, observer must outlive this; the observer is called from one thread at a time
    CrossFit(const Folds& folds, const Settings& settings, int threads, RunControl& control,
             ProveObserver& observer);

    /// Says how many trainings are to come, for the observer.
    void announce(int64_t trainings) { m_announced = trainings; }
    /// Trains models first, ..., first + count - 1 of each fold with the kept fields, and judges each on the
    /// fold's own rows.
    /// @param what names the set for the observer
    /// @return [folds][count] @throws Cancelled
    [[nodiscard]] std::vector<Trainings> train(const KeptSet& kept, int first, int count,
                                               const std::string& what);
    /// The same with all fields; each fold's models are asked for evidence as soon as all are trained, and
    /// kept for measure().
    [[nodiscard]] std::vector<Trainings> trainFull(int count, const EvidencePlan& plan,
                                                   std::vector<FoldEvidence>& evidence);
    /// Asks the kept models of all folds once more. @throws Cancelled
    [[nodiscard]] std::vector<FoldEvidence> measure(const EvidencePlan& plan, const std::string& what);
    void forgetModels() { m_models.clear(); } ///< frees what trainFull() kept

    [[nodiscard]] int64_t trained() const { return m_done; }
    [[nodiscard]] const Folds& folds() const { return m_folds; }

private:
    using Training = std::shared_ptr<const RetrainResult>;
    [[nodiscard]] Training trainOne(const KeptSet& kept, size_t fold, int number, RetrainedModel* model);
    [[nodiscard]] FoldEvidence measureFold(size_t fold, EvidencePlan plan) const;
    void say(const std::string& what);
    void finish();

    const Folds& m_folds;
    std::vector<std::shared_ptr<const Dataset>> m_data; ///< [folds]
    Settings m_settings;
    int m_threads;
    RunControl& m_control;
    ProveObserver& m_observer;
    std::mutex m_mutex; ///< of the observer and of m_done
    int64_t m_announced = 0;
    int64_t m_done = 0;
    std::vector<std::vector<RetrainedModel>> m_models; ///< [folds][models]; empty: none are kept
};

} // namespace leap
