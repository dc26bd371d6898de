// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/file_format.h"
#include "core/data/column/matrix_rows.h"
#include "core/data/column/number_text.h"
#include "core/data/column/row_array.h"
#include "core/data/column/text_dictionary.h"
#include "core/data/column/time/time_text.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace leap {

/// Cells as codes of a dictionary of cleaned texts (cell_text.h); the empty text means missing.
struct TextValues {
    TextDictionary dictionary;
    RowArray<int32_t> codes; ///< [rows]
    bool lists = false; ///< cells were lists; their items are joined by '|'
    /// Type of a column of times or dates in a typed file ("timestamp[us, tz=UTC]"); the dictionary then
    /// holds ISO 8601 texts. Empty: no such column.
    std::string times = {};
};

/// Floating-point cells of a typed file; NaN means missing.
struct RealValues {
    RowArray<double> values; ///< [rows]
    bool single = false; ///< stored as float32 or float16 in the file
};

/// Several numbers in each row, in memory or in the files.
struct MatrixValues {
    std::shared_ptr<const MatrixRows> rows;
};

/// What was recognised of a column's texts; see column_reading.h.
struct ColumnReading {
    NumberForm form; ///< how its texts are numbers
    std::string words; ///< for people; empty where all is plain
    std::vector<std::string> hints; ///< for people, sentences: readings that were not applied
};

struct Column {
    std::string name; ///< UTF-8, unique in the table
    std::variant<TextValues, RealValues, MatrixValues> values;
    ColumnReading reading{};
};

/// How the user says that the times of a column are written.
struct ColumnTimes {
    std::string column;
    TimeFormat format;
};

/// What the readers make of the files. Private to core/data.
struct SourceData {
    std::filesystem::path folder; ///< where the tables of pretrained inputs are looked for
    std::vector<std::string> files; ///< names without folders
    std::string fingerprint; ///< SHA-256 of the files' bytes in order
    FileFormat fileFormat = FileFormat::Text;
    std::string format; ///< for people: "CSV, comma, header, gzip"
    int64_t rows = 0;
    std::vector<int64_t> rowsOfFile; ///< [files]
    int64_t rejectedRows = 0;
    std::vector<Column> columns;
    std::string partColumn; ///< a column that says each row's part, as the files' names do; empty: none
    std::vector<ColumnTimes> times; ///< where the user says it
    std::vector<std::string> warnings;
    std::string hint; ///< a sentence after messages about unknown columns, with a space before; mostly empty
    std::vector<std::string> folderColumns; ///< names of those that the names of folders give (Hive keys)
};

/// The format that the user gave for a column; null where there is none.
[[nodiscard]] const TimeFormat* givenTimes(const SourceData& data, const std::string& column);
/// Ends the appending to all columns. What went to hash buckets is said in the warnings.
void finishColumns(SourceData& data);
[[nodiscard]] std::vector<std::string> namesOf(const SourceData& data);
/// @throws InputError with a suggestion; `use` says who asks ("label", "field 'age'").
[[nodiscard]] const Column& columnOf(const SourceData& data, const std::string& name, const std::string& use);

} // namespace leap
