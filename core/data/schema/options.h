// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"

#include <cstdint>
#include <string>
#include <vector>

namespace leap {

enum class BadRows { SetAside, Fail };

template <> struct EnumNames<BadRows> {
    static constexpr const char* what = "treatment of bad rows";
    static constexpr EnumName<BadRows> entries[] = {{BadRows::SetAside, "set-aside"},
                                                    {BadRows::Fail, "fail"}};
};

/// How the bytes of a file are read.
struct ReadOptions {
    bool header = true; ///< false: columns are c0, c1, ...
    std::string delimiter = "auto"; ///< "auto", one character, "tab" or "\\t"
    BadRows badRows = BadRows::SetAside; ///< set aside: up to 1 % of the rows, into DATA.rejected.csv
    std::string matrix = "X"; ///< HDF5: name of the [N, D] dataset
    int threads = 0; ///< that read and encode; 0 = one per core. What is read does not depend on it
    bool operator==(const ReadOptions&) const = default;
};
/// Threads for reading and encoding: as the options say, or one per core.
[[nodiscard]] int threadsFor(const ReadOptions& options);

/// What is kept of a file, and how much memory its rows may take. Nothing that is read depends on it, but for
/// the order of a shuffled pass over rows that do not fit (RowStore::shuffleWindow).
struct LoadOptions {
    /// Take from the cache what was made of the same files before (path, size and time are the same), and
    /// keep there what is made now; see data_cache.h.
    bool cache = false;
    /// Encoded rows that take more are read from disk by block, and a quarter as much (at most 512 MiB) of
    /// columns is held in memory; 0 = one eighth of the machine's memory, or of the control group's limit.
    int64_t memoryBytes = 0;
    bool operator==(const LoadOptions&) const = default;
};

/// How a schema is proposed where none is given.
struct ProposeOptions {
    LabelRule label; ///< label.column may be empty: inspect only
    std::string groupId; ///< GAUC column: no field unless `groupIsField`
    bool groupIsField = false;
    std::vector<std::string> exclude; ///< columns that become no field
    std::vector<std::string> acceptLeaks; ///< flagged columns to keep
    bool allCategorical = false; ///< every column is categorical
    int width = 8; ///< embedding width
    int minCount = 1;
    bool operator==(const ProposeOptions&) const = default;
};

} // namespace leap
