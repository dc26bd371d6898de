// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/field_problems.h"

#include "core/base/text.h"
#include "core/data/fields/row_bands.h"

#include <algorithm>
#include <map>
#include <set>

namespace leap {
namespace {

void nameProblems(const Schema& schema, std::vector<FieldProblem>& problems)
{
    std::map<std::string, size_t> first;
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        const Field& field = schema.fields[i];
        if (trimmed(field.name).empty())
            problems.push_back({i, "The field has no name."});
        else if (const auto [known, fresh] = first.emplace(field.name, i); !fresh)
            problems.push_back(
                {i, "Field " + std::to_string(known->second + 1) + " is also called '" + field.name + "'."});
        if (field.inputs.empty())
            problems.push_back({i, "The field reads no column."});
    }
}

void widthProblems(const Schema& schema, std::vector<FieldProblem>& problems)
{
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        for (const Input& input : schema.fields[i].inputs) {
            if (input.width < 1)
                problems.push_back({i,
                                    "Input '" + input.name + "' is " + std::to_string(input.width)
                                        + " columns wide; it must be 1 or more."});
        }
    }
}

struct Slice {
    int begin;
    int end;
    size_t field;
};

using Slices = std::map<std::string, std::vector<Slice>>; ///< by matrix column, from left to right

Slices slicesOf(const Schema& schema)
{
    Slices slices;
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        for (const Input& input : schema.fields[i].inputs) {
            if (isSlice(input) && input.width > 0)
                slices[input.columns.front()].push_back({input.begin, input.begin + input.width, i});
        }
    }
    for (auto& [column, list] : slices)
        std::stable_sort(list.begin(), list.end(),
                         [](const Slice& a, const Slice& b) { return a.begin < b.begin; });
    return slices;
}

/// Columns [begin, end) of a matrix that no field reads.
struct Gap {
    std::string column;
    int begin;
    int end;
    size_t field; ///< whose slice follows, or precedes a gap at the matrix's end
    bool atEnd;
};

std::vector<Gap> gapsOf(const Schema& schema, const InspectReport* report)
{
    std::vector<Gap> gaps;
    for (const auto& [column, list] : slicesOf(schema)) {
        int end = 0;
        size_t last = 0;
        for (const Slice& slice : list) {
            if (slice.begin > end)
                gaps.push_back({column, end, slice.begin, slice.field, false});
            if (slice.end > end)
                last = slice.field;
            end = std::max(end, slice.end);
        }
        if (const int width = matrixWidth(report, column); end < width)
            gaps.push_back({column, end, width, last, true});
    }
    return gaps;
}

/// "Columns 3 to 4 of X", "Column 3 of X"
std::string columnsText(const std::string& column, int begin, int end)
{
    return (end - begin == 1 ? "Column " + std::to_string(begin)
                             : "Columns " + std::to_string(begin) + " to " + std::to_string(end - 1))
        + " of " + column;
}

void overlapProblems(const Schema& schema, std::vector<FieldProblem>& problems)
{
    for (const auto& [column, list] : slicesOf(schema)) {
        Slice reach{0, 0, 0}; // the slice before that goes farthest
        for (const Slice& slice : list) {
            if (slice.begin < reach.end) {
                const int end = std::min(reach.end, slice.end);
                problems.push_back({slice.field,
                                    columnsText(column, slice.begin, end)
                                        + (end - slice.begin == 1 ? " is" : " are") + " read by '"
                                        + schema.fields[reach.field].name
                                        + "' too; make one of them narrower."});
            }
            if (slice.end > reach.end)
                reach = slice;
        }
    }
}

void gapProblems(const Schema& schema, const InspectReport* report, std::vector<FieldProblem>& problems)
{
    for (const Gap& gap : gapsOf(schema, report)) {
        FieldProblem problem{gap.field,
                             columnsText(gap.column, gap.begin, gap.end)
                                 + (gap.atEnd ? ", after this field, " : ", before this field, ")
                                 + (gap.end - gap.begin == 1 ? "is" : "are") + " read by no field.",
                             false};
        problem.gap = true;
        problems.push_back(std::move(problem));
    }
}

void reachProblems(const Schema& schema, const InspectReport* report, std::vector<FieldProblem>& problems)
{
    for (const auto& [column, list] : slicesOf(schema)) {
        const int width = matrixWidth(report, column);
        for (const Slice& slice : list) {
            if (width > 0 && slice.end > width)
                problems.push_back({slice.field,
                                    "The field reads " + column + " up to column "
                                        + std::to_string(slice.end - 1) + ", but it has only "
                                        + std::to_string(width) + " columns."});
        }
    }
}

void repairNames(Schema& schema)
{
    std::set<std::string> taken;
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        std::string& name = schema.fields[i].name;
        if (trimmed(name).empty())
            name = "field " + std::to_string(i + 1);
        const std::string wanted = name;
        for (int copy = 2; !taken.insert(name).second; ++copy)
            name = wanted + " " + std::to_string(copy);
    }
}

/// Slices that begin inside another one begin after it; none reaches beyond its matrix.
void repairSlices(Schema& schema, const InspectReport* report)
{
    std::map<std::string, std::vector<Input*>> slices;
    for (Field& field : schema.fields) {
        for (Input& input : field.inputs) {
            if (isSlice(input))
                slices[input.columns.front()].push_back(&input);
        }
    }
    for (auto& [column, list] : slices) {
        std::stable_sort(list.begin(), list.end(),
                         [](const Input* a, const Input* b) { return a->begin < b->begin; });
        int end = 0;
        for (Input* slice : list) {
            const int overlap = std::max(0, end - slice->begin);
            slice->begin += overlap;
            slice->width -= overlap;
            if (const int width = matrixWidth(report, column); width > 0)
                slice->width = std::min(slice->width, width - slice->begin);
            end = std::max(end, slice->begin + slice->width);
        }
    }
}

} // namespace

std::vector<FieldProblem> fieldProblems(const Schema& schema, const InspectReport* report)
{
    std::vector<FieldProblem> problems;
    nameProblems(schema, problems);
    widthProblems(schema, problems);
    overlapProblems(schema, problems);
    reachProblems(schema, report, problems);
    gapProblems(schema, report, problems);
    std::stable_sort(problems.begin(), problems.end(), [](const FieldProblem& a, const FieldProblem& b) {
        return a.blocks != b.blocks ? a.blocks : a.field < b.field;
    });
    return problems;
}

std::vector<FieldProblem> missingColumns(const Schema& schema, const InspectReport& report)
{
    std::vector<FieldProblem> problems;
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        for (const Input& input : schema.fields[i].inputs) {
            for (const std::string& column : input.columns) {
                if (!report.find(column))
                    problems.push_back(
                        {i, "The field reads '" + column + "', a column that the data do not have."});
            }
        }
    }
    return problems;
}

Schema repaired(Schema schema, const InspectReport* report)
{
    repairSlices(schema, report);
    for (Field& field : schema.fields)
        std::erase_if(field.inputs, [](const Input& input) { return input.width < 1; });
    std::erase_if(schema.fields, [](const Field& field) { return field.inputs.empty(); });
    repairNames(schema);
    return schema;
}

Schema withGapsFilled(Schema schema, const InspectReport* report)
{
    std::vector<Gap> gaps = gapsOf(schema, report);
    // From the last field to the first, so that the places of the gaps still to be filled stay right; at one
    // field, first what comes after it, then from right to left what comes before it.
    std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) {
        if (a.field != b.field)
            return a.field > b.field;
        return a.atEnd != b.atEnd ? a.atEnd : a.begin > b.begin;
    });
    for (const Gap& gap : gaps) {
        const auto neighbour = schema.fields.begin() + static_cast<std::ptrdiff_t>(gap.field);
        Input input = *std::find_if(neighbour->inputs.begin(), neighbour->inputs.end(), [&](const Input& i) {
            return isSlice(i) && i.columns.front() == gap.column;
        }); // scaled as its neighbour
        input.begin = gap.begin;
        input.width = gap.end - gap.begin;
        Field field;
        field.name = gap.column + "[" + std::to_string(gap.begin) + ":" + std::to_string(gap.end) + "]";
        input.name = field.name;
        field.inputs = {input};
        schema.fields.insert(gap.atEnd ? std::next(neighbour) : neighbour, std::move(field));
    }
    repairNames(schema);
    return schema;
}

} // namespace leap
