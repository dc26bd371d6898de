// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/types_file.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/data/schema/table_lines.h"
#include "core/data/schema/types_record.h"

#include <algorithm>
#include <charconv>

namespace leap {
namespace {

constexpr int kMostWidth = 65536;

KindRule ruleOf(const std::string& name, const std::string& kind, const std::string& where)
{
    if (name.empty())
        throw InputError(where + " has no name of a column.");
    KindRule rule{name, parseKind(kind, where), 0, where};
    if (rule.kind == InputKind::Pretrained)
        throw InputError(where + ": a pretrained field needs the table of its vectors; name it in a schema "
                         + "file (--schema).");
    return rule;
}

int checkedWidth(int64_t width, InputKind kind, const std::string& where)
{
    const bool none = kind == InputKind::Numeric || kind == InputKind::Vector;
    if (none && width != 1)
        throw InputError(where + ": width is for embeddings; a " + kindName(kind) + " field has none.");
    if (width < 1 || width > kMostWidth)
        throw InputError(where + ": width is " + std::to_string(width) + "; it must be 1 to "
                         + grouped(kMostWidth) + ".");
    return none ? 0 : static_cast<int>(width);
}

int widthOf(const std::string& text, InputKind kind, const std::string& where)
{
    int64_t width = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), width);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size())
        throw InputError(where + ": width is '" + text + "'; it must be a whole number.");
    return checkedWidth(width, kind, where);
}

/// Places of name, kind and width in a line; the usual order where there is no header.
struct Columns {
    size_t name = 0;
    size_t kind = 1;
    size_t width = 2;
    bool header = false;
};

Columns columnsOf(const std::vector<std::string>& first)
{
    const auto placeOf = [&](const std::string& one, const std::string& other) {
        return static_cast<size_t>(
            std::find_if(first.begin(), first.end(),
                         [&](const std::string& cell) { return cell == one || cell == other; })
            - first.begin());
    };
    const Columns named{placeOf("name", "column"), placeOf("kind", "type"), placeOf("width", "width"), true};
    return named.name < first.size() && named.kind < first.size() ? named : Columns{};
}

std::vector<KindRule> fromTable(const std::string& text, const std::string& file)
{
    const std::vector<TableLine> lines = tableLines(text);
    std::vector<KindRule> rules;
    Columns columns;
    for (const TableLine& line : lines) {
        const std::string where = file + ": line " + std::to_string(line.number);
        if (&line == &lines.front() && (columns = columnsOf(line.cells)).header)
            continue;
        if (line.cells.size() < 2 || line.cells.size() > 3
            || std::max(columns.name, columns.kind) >= line.cells.size())
            throw InputError(where + " has " + std::to_string(line.cells.size())
                             + " cells; name,kind or name,kind,width is needed.");
        KindRule rule = ruleOf(line.cells[columns.name], line.cells[columns.kind], where);
        if (columns.width < line.cells.size() && !line.cells[columns.width].empty())
            rule.width = widthOf(line.cells[columns.width], rule.kind, where);
        rules.push_back(std::move(rule));
    }
    return rules;
}

std::vector<KindRule> fromObject(const std::string& text, const std::string& file)
{
    const Json json = parseJson(text, file);
    std::vector<KindRule> rules;
    for (const auto& [name, value] : json.items()) {
        const std::string where = file + ": '" + name + "'";
        if (!value.is_object()) {
            rules.push_back(ruleOf(name, checkedText(value, where), where));
            continue;
        }
        const auto entry = fromJson<TypeEntry>(value, where);
        KindRule rule = ruleOf(name, kindName(entry.kind), where);
        if (entry.width != TypeEntry::kNotGiven)
            rule.width = checkedWidth(entry.width, rule.kind, where);
        rules.push_back(std::move(rule));
    }
    return rules;
}

} // namespace

std::vector<KindRule> readTypes(const std::filesystem::path& path)
{
    const std::string text = readText(path), file = path.string();
    const size_t first = text.find_first_not_of(" \t\r\n");
    std::vector<KindRule> rules =
        first != std::string::npos && text[first] == '{' ? fromObject(text, file) : fromTable(text, file);
    if (rules.empty())
        throw InputError(file + " names no column; write one a line: name,kind.");
    return rules;
}

} // namespace leap
