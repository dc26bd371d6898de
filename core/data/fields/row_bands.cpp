// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/fields/row_bands.h"

#include <algorithm>
#include <map>

namespace leap {
namespace {

/// How far the slices of each matrix column reach, or its whole width where that is known.
std::map<std::string, int64_t> matrixWidths(const Schema& schema, const InspectReport* report)
{
    std::map<std::string, int64_t> widths;
    for (const Field& field : schema.fields) {
        for (const Input& input : field.inputs) {
            if (!isSlice(input))
                continue;
            const std::string& column = input.columns.front();
            widths[column] = std::max<int64_t>(
                {widths[column], matrixWidth(report, column), int64_t{input.begin} + input.width});
        }
    }
    return widths;
}

void append(std::vector<RowBand>& bands, const RowBand& band)
{
    if (!bands.empty() && bands.back().field == band.field && bands.back().end == band.start)
        bands.back().end = band.end;
    else
        bands.push_back(band);
}

} // namespace

int matrixWidth(const InspectReport* report, const std::string& column)
{
    const ColumnReport* found = report ? report->find(column) : nullptr;
    return found && found->listOfWidth ? static_cast<int>(found->width) : 0;
}

RowBands rowBands(const Schema& schema, const InspectReport* report)
{
    const auto widths = matrixWidths(schema, report);
    std::map<std::string, int64_t> starts; // of the matrices met so far
    RowBands row;
    for (size_t field = 0; field < schema.fields.size(); ++field) {
        for (const Input& input : schema.fields[field].inputs) {
            int64_t start = row.columns;
            if (isSlice(input)) {
                const std::string& column = input.columns.front();
                const auto [matrix, fresh] = starts.try_emplace(column, row.columns);
                if (fresh)
                    row.columns += widths.at(column);
                start = matrix->second + input.begin;
            } else {
                row.columns += std::max(0, input.width);
            }
            append(row.bands, {field, start, start + std::max(0, input.width)});
        }
    }
    return row;
}

} // namespace leap
