// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/propose_schema.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/schema/field_edits.h"

#include <algorithm>

namespace leap {
namespace {

constexpr int kMatrixColumns = 64; ///< a matrix up to this wide gets one field per column

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

void checkNames(const InspectReport& report, const ProposeOptions& options)
{
    std::vector<std::string> columns;
    for (const ColumnReport& column : report.columns)
        columns.push_back(column.name);
    const auto check = [&](const std::string& name, const char* use) {
        if (!name.empty() && !contains(columns, name))
            throw InputError(unknownColumn(columns, name, use, join(report.files, ", ")));
    };
    check(options.label.column, "label");
    check(options.groupId, "group");
    for (const std::string& name : options.exclude)
        check(name, "exclude");
    for (const std::string& name : options.accept)
        check(name, "accept");
}

/// Why no field reads the column; empty where one does.
std::string reasonToLeaveOut(const ColumnReport& column, const ProposeOptions& options)
{
    if (column.name == options.label.column)
        return "label";
    if (column.name == options.groupId && !options.groupIsField)
        return "group id";
    if (contains(options.exclude, column.name))
        return kLeftOutByUser;
    if (column.possibleLeak && !contains(options.accept, column.name))
        return "possible leak: AUC " + fixed(column.aucAlone.value_or(0), 3) + " alone";
    return {};
}

Input inputFor(const ColumnReport& column, const ProposeOptions& options)
{
    Input input;
    input.name = column.name;
    input.columns = {column.name};
    input.minCount = options.minCount;
    const bool words = column.kind != InputKind::Vector && column.kind != InputKind::Bag;
    input.kind = options.allCategorical && words ? InputKind::Categorical : column.kind;
    input.width = input.kind == InputKind::Numeric ? 1
        : input.kind == InputKind::Vector          ? column.width
                                                   : options.width;
    return input;
}

/// One field per column of a matrix. @throws InputError when it is too wide to guess.
void addMatrixFields(const ColumnReport& matrix, Schema& schema)
{
    if (matrix.width > kMatrixColumns)
        throw InputError(
            "matrix '" + matrix.name + "' has " + grouped(matrix.width)
            + " columns: say which of them form a field with a range table (--ranges FILE: a CSV "
              "with the columns name, start, end).");
    for (int k = 0; k < matrix.width; ++k) {
        Input input;
        input.name = matrix.name + "_" + std::to_string(k);
        input.kind = InputKind::Vector;
        input.columns = {matrix.name};
        input.begin = k;
        input.width = 1;
        schema.fields.push_back({input.name, {input}, {}, 0, {}});
    }
}

} // namespace

Schema proposeSchema(const InspectReport& report, const ProposeOptions& options)
{
    checkNames(report, options);
    if (options.width < 1 || options.minCount < 1)
        throw InputError("Width and min count must be at least 1.");
    Schema schema;
    schema.label = options.label;
    schema.groupId = options.groupId;
    const bool matrixFile = report.fileFormat == FileFormat::Hdf5 || report.fileFormat == FileFormat::Npz;
    for (const ColumnReport& column : report.columns) {
        if (const std::string reason = reasonToLeaveOut(column, options); !reason.empty())
            schema.leftOut.push_back({column.name, reason});
        else if (matrixFile && column.listOfWidth)
            addMatrixFields(column, schema);
        else
            schema.fields.push_back({column.name, {inputFor(column, options)}, {}, 0, {}});
    }
    if (schema.fields.empty())
        throw InputError(join(report.files, ", ") + ": no column is left to become a field.");
    schema.validate();
    return schema;
}

} // namespace leap
