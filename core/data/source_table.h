// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/inspect/inspect.h"
#include "core/data/rows/dataset.h"
#include "core/data/schema/split_rule.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// A source file read once: dictionary-coded columns, in memory or in unnamed files. Thread-safe to read
/// after opening. The first 2^21 distinct texts of a column get their own code; the rest share hash buckets,
/// which the warnings say.
class SourceTable {
public:
    virtual ~SourceTable() = default;
    [[nodiscard]] virtual std::vector<std::string> columnNames() const = 0;
    [[nodiscard]] virtual int64_t rows() const = 0;
    /// A column that says each row's part, as the names of the files do (train.csv, test.csv): the rows are
    /// split by it unless the user says otherwise. Empty: there is none.
    [[nodiscard]] virtual std::string partColumn() const = 0;
    /// Scans every row. `label` may be empty (no AUC, no leak check). @throws InputError for an unknown label
    /// column.
    [[nodiscard]] virtual InspectReport inspect(const LabelRule& label, Progress& progress) const = 0;
    /// Encodes the rows by a schema; vocabularies and scalings are fitted on training rows only.
    /// @throws InputError naming column and schema field.
    [[nodiscard]] virtual std::shared_ptr<const Dataset> encode(const Schema& schema, const SplitRule& split,
                                                                uint64_t seed, Progress& progress) const = 0;
};

} // namespace leap
