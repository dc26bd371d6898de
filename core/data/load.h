// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/data/inspect/inspect.h"
#include "core/data/rows/dataset.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leap {

enum class BadRows { SetAside, Fail };

/// How the bytes of a file are read.
struct ReadOptions {
    bool header = true; ///< false: columns are c0, c1, ...
    std::string delimiter = "auto"; ///< "auto", one character, "tab" or "\\t"
    BadRows badRows = BadRows::SetAside; ///< set aside: up to 1 % of the rows, into DATA.rejected.csv
    std::string matrix = "X"; ///< HDF5: name of the [N, D] dataset
    int threads = 0; ///< that read and encode; 0 = one per core. What is read does not depend on it
};

/// What is kept of a file, and how much memory its rows may take. Nothing that is read depends on it, but for
/// the order of a shuffled pass over rows that do not fit (RowStore::shuffleWindow).
struct LoadOptions {
    /// Take from the cache what was made of the same files before (path, size and time are the same), and
    /// keep there what is made now; see data_cache.h.
    bool cache = false;
    /// Encoded rows that take more are read from disk by block, and a quarter as much (at most 512 MiB) of
    /// columns is held in memory; 0 = one eighth of the machine's memory, or of the control group's limit.
    int64_t memoryBytes = 0;
};

/// The rule by which rows go to the four parts.
struct SplitRule {
    enum class Kind {
        Random, ///< 80 / 5 / 5 / 10
        Time, ///< the same shares in the order of a column: the newest rows are test
        Column, ///< a column says train, gate, validation (valid, val) or test
        Group, ///< random, but rows with the same value of a column stay together
        Stream, ///< as Time, for a single pass: rows are kept in the order of the column, whatever the
                ///< file's, and of every five that are older than validation one, drawn by chance, learns
                ///< gates
    };
    Kind kind = Kind::Random;
    std::string column;
    bool operator==(const SplitRule&) const = default;
};
/// "random", "time:COL", "column:COL", "group:COL", "stream:COL". @throws InputError.
[[nodiscard]] SplitRule parseSplit(const std::string& text);
[[nodiscard]] std::string splitText(const SplitRule& rule);

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
};

/// A source file read once: dictionary-coded columns, in memory or in unnamed files. Thread-safe to read
/// after opening. A column of more than 2^21 different texts keeps the first so many apart; the others share
/// hash buckets, which the warnings say. Formats by content and name: CSV, TSV, other delimited text (also
/// .gz), Parquet, Arrow IPC, HDF5 with a dense matrix.
class SourceTable {
public:
    /// Reads all files into one table, in the order given; a folder stands for the tables below it, in the
    /// byte order of their names, and the folders key=value on the way become columns (data_files.h). With
    /// the cache, files are read when they are first needed. @throws InputError (empty file, truncated .gz,
    /// no table, too many bad rows ...), FailureError (no space on disk), Cancelled.
    [[nodiscard]] static std::shared_ptr<const SourceTable>
    open(const std::vector<std::filesystem::path>& files, const ReadOptions& options, Progress& progress,
         const LoadOptions& load = {});
    virtual ~SourceTable() = default;
    [[nodiscard]] virtual std::vector<std::string> columnNames() const = 0;
    [[nodiscard]] virtual int64_t rows() const = 0;
    /// Scans every row. `label` may be empty (no AUC, no leak check). @throws InputError for an unknown label
    /// column.
    [[nodiscard]] virtual InspectReport inspect(const LabelRule& label, Progress& progress) const = 0;
    /// Encodes the rows by a schema; vocabularies and scalings are fitted on training rows only.
    /// @throws InputError naming column and schema field.
    [[nodiscard]] virtual std::shared_ptr<const Dataset> encode(const Schema& schema, const SplitRule& split,
                                                                uint64_t seed, Progress& progress) const = 0;
};

/// A schema with a default for everything. @throws InputError: unknown column in the options (with a
/// suggestion), no field left.
[[nodiscard]] Schema proposeSchema(const InspectReport& report, const ProposeOptions& options);

/// A range table: CSV with the columns name, start, end and optionally group, cost, scaling; ranges [start,
/// end) of one matrix or list column. @throws InputError naming the line: overlaps, gaps are allowed (left
/// out), start >= end.
[[nodiscard]] Schema readRangeTable(const std::filesystem::path& path, const std::string& matrixColumn,
                                    int64_t matrixWidth, const LabelRule& label);
void writeRangeTable(const std::filesystem::path& path, const Schema& schema);

} // namespace leap
