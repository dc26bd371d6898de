// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/column_fields.h"

#include "core/base/error.h"
#include "core/data/fields/propose_schema.h"
#include "core/data/schema/field_edits.h"

#include <algorithm>
#include <utility>

namespace leap {
namespace {

Field plainField(const ColumnReport& column)
{
    Input input;
    input.name = column.name;
    input.kind = column.listOfWidth ? InputKind::Vector : column.kind;
    input.columns = {column.name};
    input.width = defaultWidth(input.kind, column.width);
    Field field;
    field.name = column.name;
    field.inputs = {input};
    return field;
}

/// Place of a new field so that fields keep the order of the file's columns as far as they have it.
size_t placeOf(const Schema& schema, const InspectReport& report, const std::string& column)
{
    size_t place = 0;
    for (const ColumnReport& earlier : report.columns) {
        if (earlier.name == column)
            break;
        for (size_t i = 0; i < schema.fields.size(); ++i) {
            if (readsColumn(schema.fields[i], earlier.name))
                place = std::max(place, i + 1);
        }
    }
    return place;
}

} // namespace

Field defaultField(const InspectReport& report, const LabelRule& label, const std::string& column)
{
    const ColumnReport* found = report.find(column);
    if (!found)
        throw InputError("There is no column '" + column + "' in the data.");
    ProposeOptions options;
    options.label = label;
    options.accept = {column};
    const Schema proposed = proposeSchema(report, options);
    const auto index = soleReaderOf(proposed, column);
    return index ? proposed.fields[*index] : plainField(*found);
}

const ColumnReport* matrixColumn(const InspectReport& report)
{
    const auto hit = std::find_if(report.columns.begin(), report.columns.end(),
                                  [](const ColumnReport& column) { return column.listOfWidth; });
    return hit == report.columns.end() ? nullptr : &*hit;
}

Schema wholeMatrix(const InspectReport& report, const LabelRule& label)
{
    Schema schema;
    schema.label = label;
    schema.fields = {plainField(*matrixColumn(report))};
    return schema;
}

Schema withColumn(Schema schema, const InspectReport& report, const std::string& column)
{
    if (readsColumn(schema, column))
        return schema;
    Field field = defaultField(report, schema.label, column);
    for (int copy = 2; schema.find(field.name); ++copy)
        field.name = column + " " + std::to_string(copy);
    const size_t place = placeOf(schema, report, column);
    schema.fields.insert(schema.fields.begin() + static_cast<std::ptrdiff_t>(place), std::move(field));
    std::erase_if(schema.leftOut, [&](const LeftOut& out) { return out.column == column; });
    return schema;
}

} // namespace leap
