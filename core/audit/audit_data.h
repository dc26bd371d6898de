// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit_document.h"
#include "core/base/progress.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace leap {

struct AuditRequest;

/// Takes one sentence for the user.
using Say = std::function<void(const std::string&)>;

/// The settings with the head of the user's own, if there is one, by its absolute path and its digest, so
/// that a later step cannot load another one unseen; warns that loading it runs its code.
[[nodiscard]] Settings withHeadNamed(Settings settings, const Say& say);

/// The split of a search with these settings: a single pass makes a stream of rows that are split by time.
/// @throws InputError for a single pass over rows that are split in another way
[[nodiscard]] SplitRule splitFor(const SplitRule& split, const Settings& settings);

struct LoadedData {
    std::shared_ptr<const Dataset> dataset;
    SourceReference source; ///< where the rows are found again
};

/// The rows that a request speaks of, encoded; the fields by its schema file, its range table, or proposed.
/// @throws InputError, Cancelled
[[nodiscard]] LoadedData loadData(const AuditRequest& request, Progress& progress, const Say& say);

/// @throws InputError when the rows are not of the very bytes that the run read
void requireSameData(const RunRecord& earlier, const Dataset& dataset);

/// The very rows of an earlier run, encoded in the same way.
/// @param files their new place; empty: as stored
/// @throws InputError when they are not there or not the same bytes; Cancelled
[[nodiscard]] LoadedData reloadData(const RunRecord& run, const std::vector<std::filesystem::path>& files,
                                    const LoadOptions& load, Progress& progress);

} // namespace leap
