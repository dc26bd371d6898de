// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/table_layout.h"

#include "core/base/text.h"
#include "core/data/read/text/cell_shape.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace leap {
namespace {

constexpr size_t kMostAbove = 100; ///< lines above a header

void readRecords(const TextHead& head, size_t most, std::string_view comment, TableLayout& layout)
{
    RecordCutter cutter(head.text, head.begin, head.line, layout.form);
    Record record;
    while (layout.records.size() < most && cutter.next(record)) {
        if (!comment.empty() && record.text.starts_with(comment)) {
            cutter.resumeAfterFirstLine(record);
            continue;
        }
        if (record.open) { // never closed here: the line alone
            cutter.resumeAfterFirstLine(record);
            record.end = afterBreak(head.text, lineEnd(head.text, record.begin));
            record.complete = record.end < head.text.size();
        }
        if (!record.complete && !head.whole)
            break;
        layout.oddQuotes += record.oddQuotes + (record.open ? 1 : 0);
        layout.records.push_back(std::move(record));
    }
}

/// Titles of one cell do not count where cells follow.
size_t usualCells(const std::vector<Record>& records)
{
    const auto first = std::find_if(records.begin(), records.end(),
                                    [](const Record& record) { return record.cells.size() > 1; });
    const auto mostFrequent = [](auto begin, auto end) {
        std::map<size_t, size_t> times;
        size_t usual = 0;
        for (auto record = begin; record != end; ++record)
            ++times[record->cells.size()];
        for (const auto& [cells, count] : times) {
            if (count >= times[usual])
                usual = cells;
        }
        return usual;
    };
    const size_t all = mostFrequent(records.begin(), records.end());
    if (all > 1 || first == records.end())
        return all;
    return mostFrequent(first, records.end());
}

size_t emptyAtEnd(const std::vector<std::string>& cells)
{
    size_t count = 0;
    while (count < cells.size() && trimmed(cells[cells.size() - 1 - count]).empty())
        ++count;
    return count;
}

bool isSparse(const Record& record)
{
    const auto empty = std::count_if(record.cells.begin(), record.cells.end(),
                                     [](const std::string& cell) { return trimmed(cell).empty(); });
    return record.cells.size() >= 3 && record.cells.size() <= static_cast<size_t>(empty) + 1;
}

/// Each one more than the one before.
bool areConsecutive(const std::vector<const Record*>& rows)
{
    std::optional<double> before;
    for (const Record* row : rows) {
        const auto number = parseDouble(trimmed(row->cells.front()));
        if (!number || *number != std::floor(*number) || (before && *number != *before + 1))
            return false;
        before = number;
    }
    return rows.size() >= 2 || (rows.size() == 1 && (*before == 0 || *before == 1));
}

bool nameRows(const std::vector<const Record*>& rows)
{
    if (rows.empty() || areConsecutive(rows))
        return !rows.empty();
    std::set<std::string_view> seen;
    const bool quoted =
        std::all_of(rows.begin(), rows.end(), [](const Record* row) { return row->quotedFirst; });
    if (rows.front()->cells.size() < 3 && !quoted) // a title over two columns of texts
        return false;
    return rows.size() >= 2 && std::all_of(rows.begin(), rows.end(), [&](const Record* row) {
               const std::string_view name = trimmed(row->cells.front());
               return !name.empty() && (row->quotedFirst || !looksLikeValue(name))
                   && seen.insert(name).second;
           });
}

std::vector<const Record*> usualRows(const TableLayout& layout, size_t from)
{
    std::vector<const Record*> rows;
    for (size_t i = from; i < layout.records.size(); ++i) {
        if (layout.records[i].cells.size() == layout.usual)
            rows.push_back(&layout.records[i]);
    }
    return rows;
}

/// Whether record `at` can have the names, and which cells are none.
bool fitsAt(size_t at, TableLayout& layout)
{
    const std::vector<std::string>& names = layout.records[at].cells;
    const auto rows = usualRows(layout, at + 1);
    size_t blank = rows.empty() ? 0 : layout.usual;
    for (const Record* row : rows)
        blank = std::min(blank, emptyAtEnd(row->cells));
    blank = std::min(blank, layout.usual - 1);
    const size_t unnamed = std::min(emptyAtEnd(names), names.size() - 1);
    const size_t usual = layout.usual;
    layout.rowNames = 0;
    size_t dropped = std::min(unnamed, blank); // of a row's usual cells
    if (names.size() < usual) {
        const size_t lack = usual - names.size();
        if (blank >= lack)
            dropped = lack + std::min(unnamed, blank - lack);
        else if (lack == 1 && nameRows(rows))
            layout.rowNames = 1;
        else
            return false;
    } else if (names.size() > usual) {
        const size_t more = names.size() - usual;
        if (unnamed < more)
            return false;
        dropped = std::min(unnamed - more, blank);
    } else if (trimmed(names.front()).empty() && usual - dropped > 1 && areConsecutive(rows)) {
        layout.rowNames = 1;
    }
    layout.names = usual - dropped - layout.rowNames;
    const size_t nameless = names.size() == usual ? layout.rowNames : 0;
    layout.tailInHeader = names.size() > layout.names + nameless;
    layout.tailInRows = dropped > 0;
    layout.tail = std::max(dropped, names.size() - std::min(names.size(), layout.names + nameless));
    return true;
}

/// Some column has numbers below where the record has a text.
bool contrasts(size_t at, const TableLayout& layout)
{
    TableLayout below;
    below.usual = layout.usual;
    below.records.assign(layout.records.begin() + static_cast<std::ptrdiff_t>(at) + 1, layout.records.end());
    const std::vector<bool> numeric = below.numericCells();
    const std::vector<std::string>& cells = layout.records[at].cells;
    for (size_t i = 0; i < cells.size(); ++i) {
        const size_t column = i + layout.rowNames;
        if (column < numeric.size() && numeric[column] && !looksMissing(cells[i])
            && !looksLikeValue(cells[i]))
            return true;
    }
    return false;
}

bool canBeNames(const Record& record, size_t names, size_t nameless)
{
    const auto begin = record.cells.begin() + static_cast<std::ptrdiff_t>(nameless);
    return names > 0 && nameless + names <= record.cells.size()
        && lookLikeNames({begin, begin + static_cast<std::ptrdiff_t>(names)});
}

/// Titles have few cells, or a rule is drawn.
bool areTitles(const TableLayout& layout, size_t count)
{
    return std::all_of(layout.records.begin(), layout.records.begin() + static_cast<std::ptrdiff_t>(count),
                       [&](const Record& record) {
                           return record.cells.size() <= std::max<size_t>(1, layout.usual / 2)
                               || isSparse(record) || looksLikeRule(record.text);
                       });
}

void findHeader(TableLayout& layout)
{
    const size_t most = std::min(layout.records.size(), kMostAbove + 1);
    for (size_t at = 0; at < most; ++at) {
        const Record& record = layout.records[at];
        if (record.text.starts_with('@'))
            break;
        if (!fitsAt(at, layout) || (isSparse(record) && at + 1 < most) || looksLikeRule(record.text))
            continue;
        const size_t nameless = record.cells.size() >= layout.names + layout.rowNames ? layout.rowNames : 0;
        const auto areNames = [&] {
            return canBeNames(record, layout.names, nameless)
                && (contrasts(at, layout) || areTitles(layout, at));
        };
        if (at == 0 || areNames())
            layout.header = at;
        break;
    }
    if (!layout.header && !layout.records.empty() && fitsAt(0, layout))
        layout.header = 0; // sparse, but the only one
    if (layout.header)
        fitsAt(*layout.header, layout);
}

void judge(bool header, TableLayout& layout)
{
    const size_t from = layout.header.value_or(0);
    size_t fitting = 0;
    for (size_t i = from; i < layout.records.size(); ++i) {
        const size_t cells = layout.records[i].cells.size();
        const bool ragged = cells == layout.usual + 1 && emptyAtEnd(layout.records[i].cells) > 0 && header;
        if (ragged && i > from && layout.header && layout.tail == 0) {
            layout.tail = 1;
            layout.tailInRows = true;
        }
        fitting += cells == layout.usual || layout.header == i || (ragged && layout.tail > 0) ? 1 : 0;
    }
    layout.share = static_cast<double>(fitting) / static_cast<double>(layout.records.size() - from);
    const bool exact = layout.records[from].cells.size() == layout.usual;
    const double bonus = header && !layout.header ? 0 : from > 0 ? .5 : exact ? 1 : header ? .9 : 0;
    layout.score = layout.usual < 2 ? -1 : layout.share + bonus;
}

} // namespace

std::vector<const Record*> TableLayout::rows() const
{
    return usualRows(*this, header ? *header + 1 : 0);
}

std::vector<bool> TableLayout::numericCells() const
{
    std::vector<bool> numeric(usual);
    const auto below = rows();
    for (size_t i = 0; i < usual; ++i) {
        size_t given = 0;
        size_t values = 0;
        for (const Record* row : below) {
            if (looksMissing(row->cells[i]))
                continue;
            ++given;
            values += looksLikeValue(row->cells[i]) ? 1 : 0;
        }
        numeric[i] = given > 0 && 5 * values >= 4 * given;
    }
    return numeric;
}

TableLayout layoutOf(const TextHead& head, const CsvForm& form, size_t mostRecords, bool header,
                     std::string_view comment)
{
    TableLayout layout;
    layout.form = form;
    readRecords(head, mostRecords, comment, layout);
    if (layout.records.empty())
        return layout;
    layout.usual = usualCells(layout.records);
    if (header)
        findHeader(layout);
    else
        layout.names = layout.usual;
    judge(header, layout);
    return layout;
}

} // namespace leap
