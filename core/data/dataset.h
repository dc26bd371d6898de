// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/batch.h"
#include "core/data/row_layout.h"
#include "core/data/schema.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace leap {

/// The four parts of a dataset. Rows of Gate train the gates only, rows of Validation judge and stop, rows of
/// Test are opened for the final figures.
enum class Part : uint8_t { Train, Gate, Validation, Test };
inline constexpr int kParts = 4;
[[nodiscard]] const char* partName(Part part); ///< "train", "gate", "validation", "test"

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
    std::string fingerprint; ///< SHA-256 of the files' bytes in order
    int64_t rows = 0;
    int64_t rejectedRows = 0;
    int64_t positives = 0;
    int64_t rowsOfPart[kParts] = {0, 0, 0, 0};
    int64_t groups = 0; ///< distinct GAUC groups; 0 = no group column
    std::string label; ///< the rule in words: "late = 1", "rating > 3"
    std::string split; ///< the rule in words: "random 80/5/5/10, seed 0"
    std::vector<std::string> warnings; ///< in words, each naming its column
};

/// Encoded rows in memory. Immutable after loading, hence shared between threads.
struct Dataset {
    Schema schema;
    RowLayout layout;
    DatasetCard card;
    std::vector<FieldFacts> facts; ///< [F]
    int64_t rows = 0;
    std::vector<int32_t> ids; ///< [rows, layout.idColumns]
    std::vector<BagColumn> bags; ///< [layout.bagColumns], offsets [rows + 1] (up to 2^31 values)
    std::vector<float> dense; ///< [rows, layout.denseColumns]
    std::vector<float> label; ///< [rows]
    std::vector<float> weight; ///< [rows] or empty
    std::vector<int32_t> group; ///< [rows] or empty
    std::vector<int64_t> rowsOf[kParts]; ///< row numbers of each part, ascending

    [[nodiscard]] std::span<const int64_t> part(Part which) const
    {
        return rowsOf[static_cast<size_t>(which)];
    }
};

enum class RowOrder {
    Stored, ///< as in the file: evaluation
    Shuffled, ///< a uniform order, new in each epoch: training
};

struct BatchPlan {
    Part part = Part::Train;
    int64_t batchSize = 256;
    RowOrder order = RowOrder::Shuffled;
    bool dropIncomplete = false; ///< leave out a last batch of fewer rows (training); evaluation never does
    uint64_t seed = 0; ///< of the named stream "rows/<part>"
};

/// Rows of one part of a dataset in memory. A part with fewer rows than the batch size gives one smaller
/// batch.
[[nodiscard]] std::unique_ptr<BatchSource> makeBatchSource(std::shared_ptr<const Dataset> dataset,
                                                           const BatchPlan& plan);

} // namespace leap
