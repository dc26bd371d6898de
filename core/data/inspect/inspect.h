// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/file_format.h"
#include "core/data/schema/schema.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leap {

/// For people: why a row id is flagged and left out.
inline constexpr const char* kRowId = "row id: nearly every row has its own value";

/// What was found in one source column. Shares are of all rows.
struct ColumnReport {
    std::string name;
    InputKind kind = InputKind::Categorical;
    std::string kindReason; ///< for people: "integers, 24 values (at most 100): categorical"
    /// For people: how its texts were read as numbers or times, where that is not the plain way ("decimal
    /// comma; 'EUR' after the number"). Empty: plainly.
    std::string reading;
    std::string timeFormat; ///< of a column of times ("ISO 8601", "d/m/Y"); empty: it holds none
    /// Why no field reads the column unless the user accepts it ("row id", "copy of 'price'"); empty: one
    /// does.
    std::string leftOut;
    /// For people: what deserves a look, each a sentence (sentinels, several spellings of a value, a close
    /// call between kinds and what the other reading would give).
    std::vector<std::string> hints;
    /// Numbers that say "missing" (-999): "NAME=-999" in ReadOptions::missing makes them that.
    std::vector<std::string> sentinels;
    int64_t distinct = 0;
    bool distinctAtLeast = false; ///< there are more; only this many were kept apart
    double missingShare = 0;
    double defaultShare = 0; ///< share of the most frequent value
    std::string defaultValue;
    int64_t badCells = 0; ///< cells of a numeric column that are no numbers; read as missing
    int64_t textCells = 0; ///< cells that are there and are no numbers, whatever kind the column has
    std::string textExample; ///< the first of them; empty: there is none
    std::optional<double> minimum; ///< numeric columns
    std::optional<double> maximum;
    /// Of the column's values alone, 0.5 .. 1, fitted and judged on separate halves; needs a label.
    std::optional<double> aucAlone;
    bool constant = false;
    bool rowIdLike = false; ///< (nearly) every row has its own value
    std::string duplicateOf; ///< earlier column with the same partition of rows; empty = none
    bool possibleLeak = false; ///< aucAlone > .95
    bool listOfWidth = false; ///< a fixed-size list or matrix column: a Vector
    int width = 1; ///< elements per row of such a column
    std::vector<std::string> examples; ///< first distinct values, at most 5
    [[nodiscard]] std::vector<std::string> flags() const; ///< for people: "constant", ...
    [[nodiscard]] std::string leakText() const; ///< "possible leak: AUC 0.970 alone"
    /// Whether nothing tells day from month in `timeFormat`.
    [[nodiscard]] bool timeAmbiguous() const { return timeFormat.ends_with(kAmbiguousTimes); }
    static constexpr std::string_view kAmbiguousTimes = ": ambiguous"; ///< ends such a `timeFormat`
};

struct InspectReport {
    std::vector<std::string> files;
    FileFormat fileFormat = FileFormat::Text;
    std::string format; ///< for people: "CSV, comma, header, gzip"
    int64_t rows = 0;
    int64_t rejectedRows = 0;
    std::vector<ColumnReport> columns;
    std::vector<std::string> warnings;
    std::string labelProblem; ///< why the label cannot be learnt (also a warning); empty = none
    /// Column that says each row's part, as the names of the files do (train.csv, test.csv), and by which
    /// rows are split unless the user says otherwise; empty: there is none.
    std::string partColumn;
    std::vector<std::vector<std::string>> preview; ///< first rows as text, at most 200, [row][column]
    [[nodiscard]] const ColumnReport* find(const std::string& name) const;
};

} // namespace leap
