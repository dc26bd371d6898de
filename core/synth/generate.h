// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace leap::synth {

struct GenerateRequest {
    std::string set; ///< a name of setNames()
    int64_t rows = 0;
    uint64_t seed = 0;
    std::filesystem::path out; ///< .csv, .csv.gz or .parquet; dense: .h5 or .parquet
    std::optional<int64_t> fields; ///< only for sets of variable size, like the next two
    std::optional<int64_t> columns; ///< of all fields
    std::optional<double> uselessShare; ///< of the fields, 0 to 0.9
    bool dense = false; ///< one matrix X [rows, columns] instead of ids and tables
    bool half = false; ///< dense: float16 instead of float32
    int64_t blockRows = 0; ///< rows generated and written at a time, 0 = automatic; does not affect the rows
};

/// The files that were written.
struct GenerateReport {
    std::vector<std::filesystem::path> files; ///< the data first
    int64_t rows = 0;
    int64_t fields = 0;
    int64_t columns = 0; ///< columns that a model would read: tables and numbers of all fields
    double baseRate = 0; ///< as drawn
    double aucCeiling = 0;
};

/// A set that can be generated.
struct SetName {
    std::string name;
    std::string what; ///< one line
};
[[nodiscard]] const std::vector<SetName>& setNames();

/// Writes a set with known truth to OUT, the truth as JSON to OUT.truth.json, and if the set needs them
/// OUT.schema.json and OUT.tables.h5, or OUT.ranges.csv for a matrix. The same request gives the same bytes.
/// Memory is bounded by the block and the tables, for any number of rows.
/// @throws InputError naming what is wrong with the request, FailureError when writing fails, Cancelled. In
/// these cases no file is left, and older files are kept.
GenerateReport generate(const GenerateRequest& request, Progress& progress);

/// "DIR/data.csv" -> "DIR/data.csv.truth.json"
[[nodiscard]] std::filesystem::path truthPath(const std::filesystem::path& data);

} // namespace leap::synth
