// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/header_message.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/read/text/cell_shape.h"

#include <algorithm>

namespace leap {
namespace {

/// The first record that has as many cells as most.
size_t firstUsual(const TableLayout& layout)
{
    const auto found = std::find_if(layout.records.begin(), layout.records.end(), [&](const Record& record) {
        return record.cells.size() == layout.usual;
    });
    return static_cast<size_t>(found - layout.records.begin());
}

bool hasValues(const Record& record)
{
    return std::any_of(record.cells.begin(), record.cells.end(), looksLikeValue);
}

std::string skipOption(int64_t lines)
{
    return "--skip " + std::to_string(lines);
}

/// What to do where the first line that fits the rows is `record`.
std::string advice(const TableLayout& layout, size_t at)
{
    const Record& record = layout.records[at];
    const std::string skip = skipOption(record.line - 1);
    if (hasValues(record))
        return " Give each column one name in the header. Or read the rows without names: pass over what is"
               " above line "
            + grouped(record.line) + ", where the rows begin (" + skip + " --no-header).";
    return " If line " + grouped(record.line) + " has the names, pass over what is above it (" + skip
        + "). Otherwise give each column one name in the header.";
}

} // namespace

std::string quotedLine(const Record& record)
{
    constexpr size_t kShown = 60;
    const std::string_view line = record.text.substr(0, std::min(kShown, lineEnd(record.text, 0)));
    return "'" + displayText(line) + (line.size() < record.text.size() ? "...'" : "'");
}

void refuseHeader(const TableLayout& layout, const ReadOptions& options, const std::string& where)
{
    const Record& first = layout.records.front();
    const size_t usual = firstUsual(layout);
    const Record& fitting = layout.records[usual];
    std::string text = where + ": the first line has "
        + counted(static_cast<int64_t>(first.cells.size()), "cell") + ", but the rows have "
        + grouped(static_cast<int64_t>(layout.usual)) + "; line " + grouped(first.line) + " is "
        + quotedLine(first) + ", line " + grouped(fitting.line) + " is " + quotedLine(fitting) + ".";
    if (options.skip > 0)
        text += " " + skipOption(options.skip) + " makes line " + grouped(first.line) + " the header.";
    throw InputError(text + advice(layout, usual));
}

} // namespace leap
