// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/batch.h"
#include "core/data/rows/row_layout.h"
#include "core/data/rows/row_store.h"
#include "core/data/schema/schema.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// What is known of a field's values, for verdicts and warnings.
struct FieldFacts {
    int64_t activeRows = 0; ///< rows whose value is not the field's most frequent one
    double defaultShare = 0; ///< share of the most frequent value
    double missingShare = 0;
    int64_t distinct = 0; ///< of the whole field; 0 where it makes no sense (wide vectors)
};

/// Where the rows came from; stored in every result.
struct DatasetCard {
    std::vector<std::string> files; ///< names without folders
    /// SHA-256 of the files' bytes in order; with given tables, of this and of their names and SHA-256, one a
    /// line
    std::string fingerprint;
    int64_t rows = 0;
    int64_t rejectedRows = 0;
    int64_t positives = 0;
    std::array<int64_t, kParts> rowsOfPart{}; ///< by Part
    int64_t groups = 0; ///< distinct GAUC groups; 0 = no group column
    std::string label; ///< the rule, for people: "late = 1", "rating > 3"
    std::string split; ///< the rule, for people: "random 80/5/5/10, seed 0"
    std::vector<std::string> warnings; ///< sentences, each naming its column
};

/// Encoded rows and what is known of them. Immutable after loading, hence shared between threads.
struct Dataset {
    Schema schema;
    RowLayout layout;
    DatasetCard card;
    std::vector<FieldFacts> facts; ///< [F]
    int64_t rows = 0; ///< of all parts
    bool inTimeOrder = false; ///< each part's rows are kept from the oldest to the newest (SplitRule::Stream)
    std::shared_ptr<const RowStore> store;
    std::string origin; ///< a sentence when the rows come from the cache; not part of what a result keeps
};

/// Rows of one part of a dataset. A part with fewer rows than the batch size gives one smaller
/// batch.
[[nodiscard]] std::unique_ptr<BatchSource> makeBatchSource(const std::shared_ptr<const Dataset>& dataset,
                                                           const BatchPlan& plan);

} // namespace leap
