// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/select/table/feature_table.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/select/table/target_encoding.h"

#include <algorithm>

namespace leap {
namespace {

int64_t tableColumns(const RowLayout& layout)
{
    int64_t columns = 0;
    for (const InputSlot& input : layout.inputs)
        columns += input.storage == InputSlot::Storage::Dense ? input.width : 1;
    return columns;
}

/// Rows of a part in one batch, evenly spaced where there are more than `most`.
Batch readPart(const Dataset& dataset, Part part, int64_t most)
{
    const int64_t all = dataset.store->rows(part);
    const int64_t count = std::min(all, most);
    std::vector<int64_t> places;
    for (int64_t i = 0; i < count; ++i)
        places.push_back(static_cast<int64_t>(static_cast<double>(i) * static_cast<double>(all)
                                              / static_cast<double>(count)));
    Batch rows;
    dataset.store->read(part, places, rows);
    return rows;
}

/// The label code of an id or of a bag's first id; 0 (unknown) for an empty bag.
float codeOf(const InputSlot& input, const RowLayout& layout, const Batch& rows, int64_t row)
{
    const auto at = static_cast<size_t>(row);
    if (input.storage == InputSlot::Storage::Id || input.storage == InputSlot::Storage::Lookup)
        return static_cast<float>(
            rows.ids[at * static_cast<size_t>(layout.idColumns) + static_cast<size_t>(input.index)]);
    const BagColumn& bag = rows.bags[static_cast<size_t>(input.index)];
    return bag.offsets[at] == bag.offsets[at + 1]
        ? 0.0F
        : static_cast<float>(bag.ids[static_cast<size_t>(bag.offsets[at])]);
}

/// @param encoded value of input `input` (Id or Bag) in row `row`
template <class Encoded>
FeatureTable tableOf(const RowLayout& layout, const Batch& rows, const Encoded& encoded)
{
    FeatureTable table;
    table.rows = rows.rows;
    table.label = rows.label;
    table.weight = rows.weight;
    for (const InputSlot& input : layout.inputs) {
        const int64_t columns = input.storage == InputSlot::Storage::Dense ? input.width : 1;
        table.fieldOf.insert(table.fieldOf.end(), static_cast<size_t>(columns),
                             fieldOfColumn(layout, input.start));
    }
    table.columns = static_cast<int64_t>(table.fieldOf.size());
    table.values.reserve(static_cast<size_t>(rows.rows * table.columns));
    for (int64_t row = 0; row < rows.rows; ++row) {
        for (size_t input = 0; input < layout.inputs.size(); ++input) {
            const InputSlot& slot = layout.inputs[input];
            if (slot.storage != InputSlot::Storage::Dense) {
                table.values.push_back(static_cast<float>(encoded(input, row)));
                continue;
            }
            const float* dense = &rows.dense[static_cast<size_t>(row * layout.denseColumns + slot.index)];
            table.values.insert(table.values.end(), dense, dense + slot.width);
        }
    }
    return table;
}

FeatureTable codes(const RowLayout& layout, const Batch& rows)
{
    return tableOf(layout, rows, [&](size_t input, int64_t row) {
        return codeOf(layout.inputs[input], layout, rows, row);
    });
}

} // namespace

RankerRows rankerRows(const Dataset& dataset, Encoding encoding)
{
    const RowLayout& layout = dataset.layout;
    const int64_t rowBytes = std::max<int64_t>(1, tableColumns(layout)) * static_cast<int64_t>(sizeof(float));
    const int64_t most = std::max<int64_t>(1, kMostTableBytes / rowBytes);
    const Batch train = readPart(dataset, Part::Train, most);
    const Batch validation = readPart(dataset, Part::Validation, most);
    RankerRows result;
    if (train.rows < dataset.store->rows(Part::Train))
        result.note = "Learnt from " + grouped(train.rows) + " of "
            + grouped(dataset.store->rows(Part::Train))
            + " training rows, evenly spaced: more would take over 1 GiB.";
    if (encoding == Encoding::Codes) {
        result.train = codes(layout, train);
        result.validation = codes(layout, validation);
        return result;
    }
    const TargetEncoding target(layout, train);
    result.train = tableOf(layout, train,
                           [&](size_t input, int64_t row) { return target.outOfFold(input, train, row); });
    result.validation = tableOf(layout, validation, [&](size_t input, int64_t row) {
        return target.ofNewRow(input, validation, row);
    });
    return result;
}

std::vector<double> sumOverFields(const std::vector<double>& ofColumns, const std::vector<int64_t>& fieldOf,
                                  int64_t fields)
{
    std::vector<double> sums(static_cast<size_t>(fields), 0.0);
    for (size_t column = 0; column < ofColumns.size(); ++column)
        sums[static_cast<size_t>(fieldOf[column])] += ofColumns[column];
    return sums;
}

} // namespace leap
