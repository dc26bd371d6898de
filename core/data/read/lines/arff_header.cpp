// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/lines/arff_header.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace leap {
namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return lower;
}

/// Takes one item off the front: in quotes, or up to a blank or one of `ends`. @return false: a quote is open
bool takeItem(std::string_view& rest, std::string_view ends, std::string& item)
{
    item.clear();
    while (!rest.empty() && isBlank(rest.front()))
        rest.remove_prefix(1);
    if (rest.empty() || (rest.front() != '\'' && rest.front() != '"')) {
        const size_t end = std::min(rest.find_first_of(ends), rest.size());
        item = trimmed(rest.substr(0, end));
        rest.remove_prefix(end);
        return true;
    }
    const char quote = rest.front();
    for (size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '\\' && i + 1 < rest.size()) {
            item.push_back(rest[++i]);
        } else if (rest[i] == quote) {
            rest.remove_prefix(i + 1);
            while (!rest.empty() && isBlank(rest.front()))
                rest.remove_prefix(1);
            return true;
        } else {
            item.push_back(rest[i]);
        }
    }
    return false;
}

/// "@attribute NAME TYPE"
ArffColumn attributeOf(std::string_view rest, const std::string& where)
{
    ArffColumn column;
    if (!takeItem(rest, " \t", column.name) || column.name.empty() || trimmed(rest).empty())
        throw InputError(where + ": an attribute needs a name and a type.");
    rest = trimmed(rest);
    const std::string type = lowered(rest);
    column.readable = !type.starts_with("relational");
    if (rest.front() == '{') {
        rest.remove_prefix(1);
        (void)takeItem(rest, ",}", column.whenSparse); // the first one
    } else if (type.starts_with("numeric") || type.starts_with("real") || type.starts_with("integer")) {
        column.whenSparse = "0";
    }
    return column;
}

} // namespace

std::vector<ArffColumn> readArffHeader(LineReader& lines)
{
    std::vector<ArffColumn> columns;
    const std::string file = lines.file().path().string();
    int inTable = 0;
    while (const auto found = lines.next()) {
        const std::string_view line = trimmed(*found);
        if (line.empty() || line.front() == '%')
            continue;
        const size_t end = std::min(line.find_first_of(" \t"), line.size());
        const std::string word = lowered(line.substr(0, end));
        const std::string where = file + ": line " + grouped(lines.line());
        if (word == "@data" && !columns.empty())
            return columns;
        if (word == "@end") {
            --inTable;
        } else if (word == "@attribute") {
            ArffColumn column = attributeOf(line.substr(end), where);
            const bool table = !column.readable;
            if (inTable == 0)
                columns.push_back(std::move(column));
            inTable += table ? 1 : 0;
        } else if (word != "@relation") {
            throw InputError(where + ": '" + std::string(line.substr(0, 40))
                             + "' is no part of an ARFF head; @attribute or @data is needed here.");
        }
    }
    throw InputError(file + ": the ARFF file ends without @data.");
}

std::string arffItems(std::string_view line, std::vector<std::string>& items)
{
    items.clear();
    const std::string_view ends = line.find(',') == std::string_view::npos ? "\t" : ",";
    while (true) {
        std::string item;
        if (!takeItem(line, ends, item))
            return "a quote is not closed";
        items.push_back(std::move(item));
        if (line.empty())
            return {};
        if (ends.find(line.front()) == std::string_view::npos)
            return "there is text after a closed quote";
        line.remove_prefix(1);
    }
}

std::string arffSparseItems(std::string_view line, std::vector<std::pair<size_t, std::string>>& items)
{
    items.clear();
    line = trimmed(line);
    line.remove_prefix(1); // the brace
    while (!trimmed(line).empty() && trimmed(line).front() != '}') {
        std::string number, item;
        if (!takeItem(line, " \t", number) || !takeItem(line, ",}", item))
            return "a quote is not closed";
        size_t index = 0;
        if (std::from_chars(number.data(), number.data() + number.size(), index).ec != std::errc())
            return "'" + number + "' is no number of a column";
        items.emplace_back(index, std::move(item));
        if (line.starts_with(','))
            line.remove_prefix(1);
    }
    return trimmed(line).empty() ? "the brace is not closed" : "";
}

} // namespace leap
