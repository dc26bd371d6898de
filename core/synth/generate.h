// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace leap::synth {

struct GenerateRequest {
    std::string set; ///< a name of setNames()
    int64_t rows = 0;
    uint64_t seed = 0;
    std::filesystem::path out; ///< .csv, .csv.gz or .parquet
    int64_t blockRows = 4096; ///< made and written at once; never changes the file's contents of a CSV
};

/// What was written.
struct GenerateReport {
    std::vector<std::filesystem::path> files; ///< the data first
    int64_t rows = 0;
    int64_t fields = 0;
    int64_t columns = 0; ///< of the file
    double baseRate = 0; ///< as drawn
    double aucCeiling = 0;
};

/// A set that can be generated.
struct SetName {
    std::string name;
    std::string what; ///< one line
};
[[nodiscard]] const std::vector<SetName>& setNames();

/// Writes a set with known truth, and the truth as JSON in OUT.truth.json beside it. The same request gives
/// the same bytes. Memory is bounded by the block, whatever the number of rows.
/// @throws InputError naming what is wrong with the request, FailureError when writing fails, Cancelled; no
/// file is left then, and an older one stays.
GenerateReport generate(const GenerateRequest& request, Progress& progress);

/// "DIR/data.csv" -> "DIR/data.csv.truth.json"
[[nodiscard]] std::filesystem::path truthPath(const std::filesystem::path& data);

} // namespace leap::synth
