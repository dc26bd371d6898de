// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/fields/propose_schema.h"
#include "core/data/load.h"

#include <QStringList>

/// A small report, and the schema that is proposed from it.
namespace leap::test {

inline ColumnReport column(const std::string& name, InputKind kind, int64_t distinct)
{
    ColumnReport report;
    report.name = name;
    report.kind = kind;
    report.distinct = distinct;
    return report;
}

/// y (label), a, b (number), c, m (a matrix of 10 columns)
inline InspectReport madeUpReport()
{
    InspectReport report;
    report.rows = 1000;
    report.columns = {column("y", InputKind::Categorical, 2), column("a", InputKind::Categorical, 5),
                      column("b", InputKind::Numeric, 500), column("c", InputKind::Categorical, 30),
                      column("m", InputKind::Vector, 0)};
    report.columns[4].listOfWidth = true;
    report.columns[4].width = 10;
    return report;
}

inline Field sliceOf(const std::string& name, int begin, int width)
{
    Input input;
    input.name = name;
    input.kind = InputKind::Vector;
    input.columns = {"m"};
    input.begin = begin;
    input.width = width;
    Field field;
    field.name = name;
    field.inputs = {input};
    return field;
}

inline Schema proposed()
{
    ProposeOptions options;
    options.label.column = "y";
    return proposeSchema(madeUpReport(), options);
}

inline QStringList names(const Schema& schema)
{
    QStringList list;
    for (const Field& field : schema.fields)
        list << QString::fromStdString(field.name);
    return list;
}

} // namespace leap::test
