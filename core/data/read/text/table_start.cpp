// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/text/table_start.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/column/messages.h"
#include "core/data/read/text/cell_shape.h"

#include <array>

namespace leap {
namespace {

constexpr std::array<std::string_view, 5> kMarks{"#", "//", "%", "!", "--"};

std::string_view lineAt(const TextHead& head)
{
    return head.text.substr(head.begin, lineEnd(head.text, head.begin) - head.begin);
}

void passLine(TextHead& head)
{
    head.begin = afterBreak(head.text, lineEnd(head.text, head.begin));
    ++head.line;
}

void passEmptyLines(TextHead& head)
{
    while (head.begin < head.text.size() && isLineBreak(head.text[head.begin]))
        passLine(head);
}

void skipLines(int64_t lines, const std::string& where, TextHead& head)
{
    for (int64_t i = 0; i < lines; ++i) {
        if (head.begin >= head.text.size())
            throw InputError(where + ": --skip " + std::to_string(lines) + " leaves nothing of "
                             + counted(i, "line") + ".");
        passLine(head);
    }
}

/// The delimiter of a line sep=; as Excel reads it; empty: it is none.
std::string delimiterOfSepLine(std::string_view line)
{
    line = line.substr(
        0, line.find_last_not_of(" \"") == std::string_view::npos ? 0 : line.find_last_not_of(" \"") + 1);
    if (line.starts_with('"'))
        line.remove_prefix(1);
    if (line.size() < 5 || (line[0] | 0x20) != 's' || (line[1] | 0x20) != 'e' || (line[2] | 0x20) != 'p'
        || line[3] != '=')
        return {};
    const std::string_view value = line.substr(4);
    if (value == "\\t" || value.find_first_not_of('\t') == std::string_view::npos)
        return "tab";
    return value.find_first_not_of(value[0]) == std::string_view::npos ? std::string(1, value[0])
                                                                       : std::string();
}

void readSepLine(const ReadOptions& options, const std::string& where, TableStart& start)
{
    TextHead& head = start.head;
    const std::string_view line = lineAt(head);
    const std::string delimiter = delimiterOfSepLine(line);
    if (delimiter.empty() || head.begin + line.size() >= head.text.size())
        return;
    const bool obeyed = options.delimiter == "auto";
    start.notes.push_back(where + ": line " + grouped(head.line) + " names the delimiter ("
                          + displayText(trimmed(line)) + "); "
                          + (obeyed ? "it is obeyed." : "--delimiter is obeyed instead."));
    if (obeyed)
        start.delimiter = delimiter;
    passLine(head);
}

std::string markOf(std::string_view line)
{
    for (const std::string_view mark : kMarks) {
        if (line.starts_with(mark) && !looksLikeRule(line))
            return std::string(mark);
    }
    return {};
}

void passComments(const ReadOptions& options, TableStart& start)
{
    passEmptyLines(start.head);
    start.commentGiven = options.comment != "auto" && options.comment != "none";
    if (options.comment == "none" || start.head.begin >= start.head.text.size())
        return;
    start.comment = start.commentGiven ? options.comment : markOf(lineAt(start.head));
    if (start.comment.empty())
        return;
    const TextHead before = start.head;
    while (start.head.begin < start.head.text.size()) {
        const std::string_view line = lineAt(start.head);
        if (!line.starts_with(start.comment))
            break;
        start.comments.push_back(line);
        start.lastComment = start.head;
        passLine(start.head);
        passEmptyLines(start.head);
    }
    if (start.head.begin >= start.head.text.size() && !start.commentGiven) { // comments only: no comments
        start.head = before;
        start.comments.clear();
        start.comment.clear();
    }
}

} // namespace

TableStart findStart(const TextHead& head, const ReadOptions& options, const std::string& where)
{
    TableStart start;
    start.head = head;
    skipLines(options.skip, where, start.head);
    passEmptyLines(start.head);
    readSepLine(options, where, start);
    passComments(options, start);
    return start;
}

std::string passedOver(const std::vector<std::string_view>& lines, const std::string& where,
                       const std::string& what)
{
    constexpr size_t kShown = 3;
    constexpr size_t kBytes = 60;
    std::vector<std::string> shown;
    for (const std::string_view line : lines)
        shown.push_back("'" + displayText(line.substr(0, kBytes)) + (line.size() > kBytes ? "...'" : "'"));
    return where + ": " + counted(static_cast<int64_t>(lines.size()), what) + " above the header "
        + (lines.size() == 1 ? "was" : "were") + " passed over: " + listed(shown, kShown) + ".";
}

} // namespace leap
