// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
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
        Dropped, ///< figures only: little memory, and all that toJson() writes
    };
    explicit RetrainCache(Rows rows)
        : m_rows(rows)
    {
    }

    /// As retrain(), or what an earlier equal call gave (of another run too, see read()).
    /// @return null when it was stopped
    std::shared_ptr<const RetrainResult> get(const std::shared_ptr<const Dataset>& dataset,
                                             const KeptSet& kept, const Settings& settings, uint64_t seed,
                                             TestRows test, RunControl& control);

    [[nodiscard]] int64_t trained() const { return m_trained; }
    [[nodiscard]] int64_t reused() const { return m_reused; }
    [[nodiscard]] Looks looks() const;

    /// The figures of all trainings by key; read() takes them in again. Rows are not written.
    [[nodiscard]] Json toJson() const;
    /// @throws InputError naming `where`
    void read(const Json& json, const std::string& where);

private:
    [[nodiscard]] bool serves(const RetrainResult& result, TestRows test) const;

    Rows m_rows;
    std::map<std::string, std::shared_ptr<const RetrainResult>> m_results;
    int64_t m_trained = 0;
    int64_t m_reused = 0;
};

} // namespace leap
