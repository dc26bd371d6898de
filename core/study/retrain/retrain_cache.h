// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/retrain/retrain.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace leap {

/// How often rows were looked at to judge a model: each trained model counts once per part.
struct Looks {
    int64_t validation = 0;
    int64_t test = 0;
    bool operator==(const Looks&) const = default;
};

/// Retrains each kept set once per seed, however many selectors, steps or rules ask for it. Not thread-safe.
class RetrainCache {
public:
    enum class Rows {
        Kept, ///< predictions stay, for tests that pair models row by row
        Dropped, ///< figures only: little memory, and all that is written
    };
    explicit RetrainCache(Rows rows)
        : m_rows(rows)
    {
    }

    /// As retrain(), or what an earlier equal call gave (of another run too, see put()).
    /// @return null when it was stopped
    std::shared_ptr<const RetrainResult> get(const std::shared_ptr<const Dataset>& dataset,
                                             const KeptSet& kept, const Settings& settings, uint64_t seed,
                                             TestRows test, RunControl& control);

    [[nodiscard]] int64_t trained() const { return m_trained; }
    [[nodiscard]] int64_t reused() const { return m_reused; }
    [[nodiscard]] Looks looks() const;

    /// The finished trainings by key; put() takes them in again, of an earlier run too.
    using Results = std::map<std::string, std::shared_ptr<const RetrainResult>>;
    [[nodiscard]] Results results() const;
    void put(const Results& results);

private:
    [[nodiscard]] bool serves(const RetrainResult& result, TestRows test) const;

    Rows m_rows;
    Results m_results; ///< null: stopped
    int64_t m_trained = 0;
    int64_t m_reused = 0;
};

} // namespace leap
