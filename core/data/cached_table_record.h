// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/schema/options_record.h"
#include "core/data/schema/schema_record.h"
#include "core/record/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Under which keys the cache keeps what was made of files, and what it keeps of a table. Keys are written
/// only; another key text means that the cache does not find what it has. Private to core/data.
namespace leap {

/// What tells that a file is the same as before, without reading it.
struct FileStamp {
    std::string path; ///< absolute
    uint64_t size = 0; ///< bytes
    int64_t time = 0; ///< of the last change, in ticks of the file clock
    bool operator==(const FileStamp&) const = default;
};
using FileStamps = std::vector<FileStamp>;
template <> struct Record<FileStamp> {
    using T = FileStamp;
    static constexpr auto members =
        std::tuple{member("path", &T::path), member("size", &T::size), member("time", &T::time)};
};

/// Files and how they are read.
struct TableKey {
    FileStamps files;
    ReadOptions reading;
};
template <> struct Record<TableKey> {
    using T = TableKey;
    static constexpr int kVersion = 4; ///< of what the program makes of a file: another one makes old entries
                                       ///< useless
    static constexpr auto members =
        std::tuple{constant("version", kVersion), member("files", &T::files), member("reading", &T::reading)};
};

/// An inspection of a table.
struct ReportKey {
    TableKey table;
    LabelRule label;
};
template <> struct Record<ReportKey> {
    using T = ReportKey;
    static constexpr auto members = std::tuple{flattened(&T::table), member("report_for", &T::label)};
};

/// The encoded rows of a table.
struct StoreKey {
    TableKey table;
    Schema schema;
    SplitRule split;
    uint64_t seed = 0;
    FileStamps tables; ///< of vectors, which the schema names
    std::optional<int64_t> memory; ///< bytes, where the order of the rows depends on them
};
template <> struct Record<StoreKey> {
    using T = StoreKey;
    static constexpr auto members = std::tuple{flattened(&T::table),
                                               member("schema", &T::schema),
                                               member("split", &T::split, as<SplitText>()),
                                               member("seed", &T::seed),
                                               member("tables", &T::tables, omitDefault),
                                               member("memory", &T::memory, omitDefault)};
};

/// What is known of a table before it is read again.
struct TableHead {
    std::vector<std::string> columns;
    int64_t rows = 0;
    std::string partColumn; ///< names the rows' parts where the files are split by their names
};
template <> struct Record<TableHead> {
    using T = TableHead;
    static constexpr auto members =
        std::tuple{member("columns", &T::columns), member("rows", &T::rows, atLeast(0)),
                   member("part_column", &T::partColumn, omitDefault)};
};

} // namespace leap
