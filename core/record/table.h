// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json_value.h"

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace leap {

/// A result as a table: made once, drawn by the terminal, the report, CSV, JSON and the window. A plain
/// value; cells keep their raw figures, so that each renderer sorts and formats by them.
struct ResultTable {
    /// How the figures of a column are written; see number_format.h. All but Text are right-aligned.
    enum class Format { Text, Count, Share, Gate, Auc, Loss, Difference, Alpha, Probability, Seconds, Exact };

    /// What a cell says beyond its figure; a renderer may colour it.
    enum class Tone { Plain, Good, Bad, Muted };

    struct Column {
        std::string key; ///< in CSV and JSON; unique in the table
        std::string title;
        Format format = Format::Text;
        std::string help = {}; ///< what the column says; may be empty
        bool interval = false; ///< its cells are Intervals
        int percent = 0; ///< of a page's width; 0 = as its content wants it. All columns of a table or none

        [[nodiscard]] bool number() const { return format != Format::Text; }
    };

    struct Interval {
        double low = 0;
        double high = 0;
    };
    using Value = std::variant<std::monostate, int64_t, double, Interval, std::string>;

    struct Cell {
        Value value; ///< by which the cell sorts; nothing, or NaN: no figure
        std::string text; ///< shown in place of the formatted value; empty: none
        Tone tone = Tone::Plain;

        Cell() = default;
        Cell(std::string word) // NOLINT(google-explicit-constructor)
            : value(std::move(word))
        {
        }
        Cell(const char* word) // NOLINT(google-explicit-constructor)
            : value(std::string(word))
        {
        }
        template <std::integral Count>
        Cell(Count count) // NOLINT(google-explicit-constructor)
            : value(static_cast<int64_t>(count))
        {
        }
        Cell(double figure) // NOLINT(google-explicit-constructor)
            : value(figure)
        {
        }
        Cell(Interval interval) // NOLINT(google-explicit-constructor)
            : value(interval)
        {
        }
        /// @param shown in place of the formatted value: "2 of 4" for 0.5
        Cell(Value sorted, std::string shown, Tone cellTone = Tone::Plain)
            : value(std::move(sorted))
            , text(std::move(shown))
            , tone(cellTone)
        {
        }
        [[nodiscard]] bool empty() const; ///< no value, or NaN
    };

    struct Row {
        std::vector<Cell> cells; ///< as many as there are columns
        std::string help = {}; ///< of the whole row; may be empty
        std::string style = {}; ///< class of the row in HTML; may be empty
        int64_t source = -1; ///< what the row is about: a field's index in the schema, a point; -1: nothing
    };

    std::string key; ///< names the table in files: "ledger"
    std::string title; ///< may be empty
    std::vector<std::string> notes; ///< sentences above the table
    std::vector<Column> columns;
    std::vector<Row> rows; ///< in the order in which they are shown

    /// The column's place. @throws FailureError when there is none
    [[nodiscard]] size_t columnOf(const std::string& columnKey) const;
    void add(Row row) { rows.push_back(std::move(row)); }
};

/// How a cell is shown. @param none what is shown where there is no figure
[[nodiscard]] std::string cellText(const ResultTable::Column& column, const ResultTable::Cell& cell,
                                   const std::string& none = "-");

/// Sorts the rows by a column, largest first unless `ascending`; texts by their bytes, intervals by their low
/// end, empty cells last; equal rows keep their order.
void sortRows(ResultTable& table, const std::string& columnKey, bool ascending = false);

/// The rows as lines for a terminal, titles first; the notes only in sectionText().
[[nodiscard]] std::string gridText(const ResultTable& table);
/// Notes, then the rows.
[[nodiscard]] std::string sectionText(const ResultTable& table);

/// XHTML: `<table class="grid">`; rows with their style, toned cells with the class good, bad or muted.
[[nodiscard]] std::string gridHtml(const ResultTable& table);
/// `<h3>` with the title, notes as paragraphs, then the rows.
[[nodiscard]] std::string sectionHtml(const ResultTable& table);

/// RFC 4180 with keys as the header and raw figures; an interval is two columns, KEY_low and KEY_high. Texts
/// that a spreadsheet would compute get a ' in front.
[[nodiscard]] std::string tableCsv(const ResultTable& table);
/// A text as such a CSV's cell.
[[nodiscard]] std::string csvText(std::string text);

/// The rows as objects by keys; an interval is [low, high], an empty cell null.
[[nodiscard]] Json tableToJson(const ResultTable& table);

} // namespace leap
