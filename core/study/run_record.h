// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/load.h"
#include "core/data/rows/dataset.h"
#include "core/search/search.h"
#include "core/settings/settings.h"
#include "core/study/study_result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

/// Where a run's rows are found again.
struct SourceReference {
    std::vector<std::string> files; ///< absolute paths at the time of the run
    ReadOptions options;
    SplitRule split;
};

/// One run of a selector with what its studies found: `/runs/<n>` of the file.
struct RunRecord {
    std::string created; ///< UTC, ISO 8601
    SourceReference source;
    Schema schema;
    Settings settings;
    DatasetCard card;
    std::vector<FieldFacts> facts; ///< [F]
    SearchResult result;
    StudyResults studies; ///< read once with the file; further searches are in result.ranking
    int64_t peakBytes = 0; ///< of the process
    std::string version; ///< of the program
};

} // namespace leap
