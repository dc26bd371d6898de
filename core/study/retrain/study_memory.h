// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/select/selector.h"
#include "core/study/retrain/retrain_cache.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace leap {

/// What one search gave, as far as a comparison needs it.
struct SearchOutcome {
    std::vector<double> scores; ///< [F], schema order, higher = keep rather
    double seconds = 0; ///< wall time
    int64_t forwardPasses = 0;
    std::vector<std::string> notes;
};

using Searches = std::map<std::string, SearchOutcome>; ///< by their keys

/// Searches and retrainings done so far, each under a key that names all that it depends on. With a file,
/// what was done before an interruption is found there and not done again. Not thread-safe.
class StudyMemory {
public:
    /// @param file read when it exists, and written after every unit of work; empty: memory only
    /// @throws InputError when the file is damaged or of another kind
    explicit StudyMemory(std::optional<std::filesystem::path> file = std::nullopt);

    /// A selector's search, done now or found. @return null when it was stopped
    const SearchOutcome* search(const Selector& selector, const SelectorContext& context);
    /// As RetrainCache::get().
    std::shared_ptr<const RetrainResult> retrain(const std::shared_ptr<const Dataset>& dataset,
                                                 const KeptSet& kept, const Settings& settings, uint64_t seed,
                                                 TestRows test, RunControl& control);

    [[nodiscard]] int64_t found() const { return m_found; } ///< units that an earlier call had left
    [[nodiscard]] Looks looks() const { return m_retrains.looks(); }
    void discardFile(); ///< the study is complete

private:
    void write() const;

    std::optional<std::filesystem::path> m_file;
    Searches m_searches;
    RetrainCache m_retrains{RetrainCache::Rows::Dropped};
    int64_t m_found = 0;
};

} // namespace leap
