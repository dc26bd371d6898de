// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/propose_schema.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/fields/column_choices.h"
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
    check(options.split.column, "split");
}

/// Is the column what the rows are split by? A group of rows may be a feature, too (the user, say).
std::string splitReason(const std::string& column, const SplitRule& split)
{
    if (column != split.column || split.column.empty())
        return {};
    switch (split.kind) {
    case SplitRule::Kind::Time:
    case SplitRule::Kind::Stream:
        return "time of the split (" + splitText(split) + ")";
    case SplitRule::Kind::Column:
        return "names the parts of the split (" + splitText(split) + ")";
    case SplitRule::Kind::Random:
    case SplitRule::Kind::Group:
        break;
    }
    return {};
}

/// Why no field reads the column; empty where one does. What the user accepts stays in, but for the label.
std::string reasonToLeaveOut(const ColumnReport& column, const ProposeOptions& options)
{
    if (column.name == options.label.column)
        return "label";
    if (contains(options.exclude, column.name))
        return kLeftOutByUser;
    if (contains(options.accept, column.name))
        return {};
    const std::string split = splitReason(column.name, options.split);
    if (!split.empty())
        return split;
    return column.leftOut.empty() && column.possibleLeak ? column.leakText() : column.leftOut;
}

Input inputFor(const ColumnReport& column, const ProposeOptions& options)
{
    Input input;
    input.name = column.name;
    input.columns = {column.name};
    input.minCount = options.minCount;
    const KindRule* rule = kindRuleFor(column, options);
    const bool words = column.kind != InputKind::Vector && column.kind != InputKind::Bag;
    input.kind = rule ? rule->kind : options.allCategorical && words ? InputKind::Categorical : column.kind;
    input.width = input.kind == InputKind::Numeric ? 1
        : input.kind == InputKind::Vector          ? column.width
        : rule && rule->width > 0                  ? rule->width
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

/// Which columns were left out by themselves, and how to take them in.
std::string leftOutText(const Schema& schema)
{
    constexpr size_t kShown = 10;
    std::vector<std::string> texts;
    for (const LeftOut& out : schema.leftOut) {
        if (out.reason != "label" && out.reason != kLeftOutByUser)
            texts.push_back("'" + out.column + "' (" + out.reason + ")");
    }
    return texts.empty() ? std::string()
                         : " Left out: " + listed(texts, kShown) + ". Take one in with --accept NAME.";
}

} // namespace

Schema proposeSchema(const InspectReport& report, const ProposeOptions& given)
{
    checkNames(report, given);
    const ProposeOptions options = withNames(report, given);
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
        throw InputError(join(report.files, ", ") + ": no column is left to become a field."
                         + leftOutText(schema));
    schema.validate();
    return schema;
}

} // namespace leap
