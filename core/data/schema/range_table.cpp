// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/range_table.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/names.h"
#include "core/base/text.h"
#include "core/data/column/cell_text.h"
#include "core/data/schema/table_lines.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace leap {
namespace {

constexpr std::array<const char*, 6> kColumns{"name", "start", "end", "group", "cost", "scaling"};
constexpr size_t kNeeded = 3;

/// One line of the table with the means to refuse it.
class Line {
public:
    Line(std::vector<std::string> cells, std::string where, const std::map<std::string, size_t>& columns)
        : m_cells(std::move(cells))
        , m_where(std::move(where))
        , m_columns(columns)
    {
        if (m_cells.size() != columns.size())
            refuse("has " + std::to_string(m_cells.size()) + " cells instead of "
                   + std::to_string(columns.size()));
    }
    [[noreturn]] void refuse(const std::string& what) const { throw InputError(m_where + " " + what + "."); }
    [[nodiscard]] std::string text(const std::string& column) const
    {
        const auto at = m_columns.find(column);
        return at == m_columns.end() ? std::string() : m_cells[at->second];
    }
    [[nodiscard]] int integer(const std::string& column) const
    {
        const std::string cell = text(column);
        int value = 0;
        const auto end = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (cell.empty() || end.ec != std::errc() || end.ptr != cell.data() + cell.size())
            refuse("says " + column + " '" + cell + "'; an integer is needed");
        return value;
    }
    [[nodiscard]] const std::string& where() const { return m_where; }

private:
    std::vector<std::string> m_cells;
    std::string m_where; ///< "ranges.csv: line 7"
    const std::map<std::string, size_t>& m_columns;
};

std::map<std::string, size_t> readHeader(const std::vector<std::string>& cells, const std::string& where)
{
    const std::vector<std::string> known(kColumns.begin(), kColumns.end());
    std::map<std::string, size_t> columns;
    for (const std::string& name : cells) {
        requireKnown("column", name, known, where);
        if (!columns.try_emplace(name, columns.size()).second)
            throw InputError(where + ": the column '" + name + "' is there twice.");
    }
    for (size_t i = 0; i < kNeeded; ++i) {
        if (columns.count(known[i]) == 0)
            throw InputError(where + ": the column '" + known[i]
                             + "' is missing; name, start and end are needed.");
    }
    return columns;
}

Field fieldFrom(const Line& line, const std::string& matrixColumn, int64_t matrixWidth)
{
    Field field;
    field.name = line.text("name");
    field.group = line.text("group");
    if (field.name.empty())
        line.refuse("has no name");
    const int start = line.integer("start"), end = line.integer("end");
    if (start < 0 || start >= end)
        line.refuse("says [" + std::to_string(start) + ", " + std::to_string(end)
                    + "); start must be 0 or more and less than end");
    if (end > matrixWidth)
        line.refuse("ends at " + std::to_string(end) + ", but '" + matrixColumn + "' has "
                    + std::to_string(matrixWidth) + " columns");
    if (const std::string cost = line.text("cost"); !cost.empty()) {
        const auto number = parseDouble(cost);
        if (!number || *number < 0)
            line.refuse("says cost '" + cost + "'; a number, 0 or more, is needed");
        field.cost = *number;
    }
    Input input;
    input.name = field.name;
    input.kind = InputKind::Vector;
    input.columns = {matrixColumn};
    input.begin = start;
    input.width = end - start;
    if (const std::string scaling = line.text("scaling"); !scaling.empty())
        input.scaling = parseScaling(scaling, line.where());
    field.inputs = {input};
    return field;
}

/// A field and its line in the file.
struct Range {
    Field field;
    size_t line;
    [[nodiscard]] const Input& input() const { return field.inputs.front(); }
};

void checkOverlaps(const std::vector<Range>& ranges, const std::string& where)
{
    for (size_t i = 1; i < ranges.size(); ++i) {
        const Range &before = ranges[i - 1], &after = ranges[i];
        const int end = before.input().begin + before.input().width;
        if (after.input().begin < end)
            throw InputError(where + ": line " + std::to_string(std::max(before.line, after.line)) + ": '"
                             + after.field.name + "' starts at " + std::to_string(after.input().begin)
                             + ", inside '" + before.field.name + "' [" + std::to_string(before.input().begin)
                             + ", " + std::to_string(end) + ") of line "
                             + std::to_string(std::min(before.line, after.line)) + ".");
    }
}

} // namespace

Schema readRangeTable(const std::filesystem::path& path, const std::string& matrixColumn, int64_t matrixWidth,
                      const LabelRule& label)
{
    const std::vector<TableLine> lines = tableLines(readText(path));
    const std::string where = path.string();
    const auto columns =
        readHeader(lines.empty() ? std::vector<std::string>{""} : lines.front().cells, where + ": line 1");
    std::vector<Range> ranges;
    for (size_t i = 1; i < lines.size(); ++i) {
        const Line line(lines[i].cells, where + ": line " + std::to_string(lines[i].number), columns);
        ranges.push_back({fieldFrom(line, matrixColumn, matrixWidth), lines[i].number});
    }
    std::stable_sort(ranges.begin(), ranges.end(),
                     [](const Range& a, const Range& b) { return a.input().begin < b.input().begin; });
    checkOverlaps(ranges, where);
    Schema schema;
    schema.label = label;
    for (Range& range : ranges)
        schema.fields.push_back(std::move(range.field));
    if (schema.fields.empty())
        throw InputError(where + ": no range.");
    schema.validate();
    return schema;
}

void writeRangeTable(const std::filesystem::path& path, const Schema& schema)
{
    std::string text = join({kColumns.begin(), kColumns.end()}, ",") + "\n";
    for (const Field& field : schema.fields) {
        const bool slice = field.inputs.size() == 1 && field.inputs.front().kind == InputKind::Vector
            && field.inputs.front().columns.size() == 1;
        if (!slice)
            throw InputError(
                "field '" + field.name
                + "' is no range of a matrix: a range table cannot hold it (a schema file can).");
        const Input& input = field.inputs.front();
        text += join({csvCell(field.name), std::to_string(input.begin),
                      std::to_string(input.begin + input.width), csvCell(field.group),
                      field.cost == 0 ? std::string() : shortest(field.cost), scalingName(input.scaling)},
                     ",")
            + "\n";
    }
    writeTextAtomically(path, text);
}

} // namespace leap
