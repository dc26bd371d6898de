// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/kind_problems.h"

#include "core/base/text.h"
#include "core/data/column/messages.h"

#include <cmath>

namespace leap {
namespace {

constexpr double kManyTexts = 0.1; ///< of the cells of a numeric input

/// What is wrong with the numbers of a column; an empty text: nothing.
FieldProblem numberProblem(size_t field, const ColumnReport& column, int64_t rows)
{
    const auto present =
        static_cast<int64_t>(std::llround((1 - column.missingShare) * static_cast<double>(rows)))
        + column.badCells;
    FieldProblem problem{field, {}};
    if (column.textCells > 0 && column.textCells >= present)
        problem.text = "The field reads '" + column.name + "' as numbers, but it has no number at all ('"
            + column.textExample + "' for one); make it categorical.";
    else if (static_cast<double>(column.textCells) > kManyTexts * static_cast<double>(present)) {
        problem.text = counted(column.textCells, "cell") + " of '" + column.name + "' are no numbers ('"
            + column.textExample + "' for one) and would be missing.";
        problem.blocks = false;
    }
    return problem;
}

/// The same for what an input reads of one column.
FieldProblem inputProblem(size_t field, const Input& input, const ColumnReport& column, int64_t rows)
{
    FieldProblem problem{field, {}};
    const bool numbers = input.kind == InputKind::Numeric || input.kind == InputKind::Vector;
    if (column.listOfWidth && input.kind != InputKind::Vector)
        problem.text = "Column '" + column.name + "' is a matrix of " + grouped(column.width)
            + " columns: it needs a vector input, not a " + kindName(input.kind) + " one.";
    else if (column.listOfWidth && input.columns.size() > 1)
        problem.text = "Column '" + column.name + "' is a matrix: give it an input of its own.";
    else if (numbers && column.kind == InputKind::Bag)
        problem.text = "Column '" + column.name + "' holds lists of values; make it a bag.";
    else if (!column.listOfWidth && isSlice(input) && input.begin + input.width > 1)
        problem.text = "The field reads columns up to " + std::to_string(input.begin + input.width - 1)
            + " of '" + column.name + "', but that holds one value in each row.";
    else if (numbers && !column.listOfWidth)
        return numberProblem(field, column, rows);
    return problem;
}

} // namespace

std::vector<FieldProblem> kindProblems(const Schema& schema, const InspectReport& report)
{
    std::vector<FieldProblem> problems;
    for (size_t i = 0; i < schema.fields.size(); ++i) {
        for (const Input& input : schema.fields[i].inputs) {
            for (const std::string& name : input.columns) {
                const ColumnReport* column = report.find(name);
                if (column == nullptr)
                    continue;
                FieldProblem problem = inputProblem(i, input, *column, report.rows);
                if (!problem.text.empty())
                    problems.push_back(std::move(problem));
            }
        }
    }
    return problems;
}

std::vector<FieldProblem> problemsOnData(const Schema& schema, const InspectReport& report)
{
    std::vector<FieldProblem> problems = missingColumns(schema, report);
    for (auto&& more : {kindProblems(schema, report), fieldProblems(schema, &report)})
        problems.insert(problems.end(), more.begin(), more.end());
    return problems;
}

} // namespace leap
