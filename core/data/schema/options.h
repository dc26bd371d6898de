// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/schema.h"
#include "core/data/schema/split_rule.h"

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
    std::string delimiter = "auto"; ///< "auto", one character, "tab", "\\t", or "space": runs of blanks
    std::string quote = "\""; ///< one character, or "none"
    std::string escape = "auto"; ///< inside quotes: "auto", "none" (a quote is doubled), or one character
    int64_t skip = 0; ///< lines before the header that are no part of the table
    std::string comment = "auto"; ///< how lines begin that are no rows: "auto", "none", or a text
    std::string encoding = "auto"; ///< "auto", "utf-8", "utf-16le", "utf-16be" or "latin-1"
    std::string decimal = "auto"; ///< "auto" (told by each column's values), "." or ","
    std::string thousands = "auto"; ///< "auto", "none", or one character
    /// Texts that mean a missing value, besides the known ones; COL=TEXT in one column (or a pattern of
    /// them).
    std::vector<std::string> missing;
    std::vector<std::string> times; ///< columns of times with their format: "COL=d/m/Y"; see column/times
    BadRows badRows = BadRows::SetAside; ///< set aside: up to 1 % of the rows
    std::string rejected; ///< file that gets the rows set aside; empty: they are only counted
    std::string matrix = "X"; ///< HDF5: name of the [N, D] dataset
    bool followLinks = false; ///< HDF5: datasets that lie in other files are read too
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

/// What the user says of the kind of some columns.
struct KindRule {
    std::string pattern; ///< name, with * and ? as in a shell
    InputKind kind = InputKind::Categorical;
    int width = 0; ///< of the embedding; 0: as for all columns
    std::string from = "kinds"; ///< who says it, for messages: "--categorical", "types.csv: line 3"
    bool operator==(const KindRule&) const = default;
};

/// How a schema is proposed where none is given. Lists of columns hold patterns (* and ? as in a shell).
struct ProposeOptions {
    LabelRule label; ///< label.column may be empty: inspect only
    SplitRule split; ///< a column that steers it is no field
    std::string groupId; ///< GAUC column; it is a field as well, unless it is excluded
    std::vector<std::string> exclude; ///< columns that become no field
    std::vector<std::string> accept; ///< columns that would be left out by themselves, to be taken in
    std::vector<KindRule> kinds; ///< the last one that fits a column decides
    bool allCategorical = false; ///< every column is categorical
    int width = 8; ///< embedding width
    int minCount = 1;
    bool operator==(const ProposeOptions&) const = default;
};

} // namespace leap
