// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ledger/field_costs.h"

#include "core/model/network/row_readers.h"
#include "core/train/engine_spec.h"

#include <algorithm>
#include <map>

namespace leap {
namespace {

constexpr int64_t kBytesOfNumber = 4;
constexpr int64_t kFlopsOfWeight = 2; ///< one multiplication, one addition

/// A given table, and the fields that read it.
using Readers = std::map<const LookupTable*, std::vector<size_t>>;

/// The order in which tables are first read, for results that do not depend on addresses.
std::vector<const LookupTable*> addTables(const RowLayout& layout, FieldCosts& costs, Readers& readers)
{
    std::vector<const LookupTable*> order;
    for (const InputSlot& input : layout.inputs) {
        const auto field = static_cast<size_t>(fieldOfColumn(layout, input.start));
        if (input.storage == InputSlot::Storage::Id || input.storage == InputSlot::Storage::Bag)
            costs.fields[field].bytes += input.vocabulary * input.width * kBytesOfNumber;
        if (input.storage != InputSlot::Storage::Lookup)
            continue;
        auto& fields = readers[input.lookup->table.get()];
        if (fields.empty())
            order.push_back(input.lookup->table.get());
        if (fields.empty() || fields.back() != field)
            fields.push_back(field);
    }
    return order;
}

} // namespace

FieldCosts fieldCosts(const RowLayout& layout, const Settings& settings)
{
    const RowReaders readersOfRow =
        rowReadersOf(settings.backbone, backboneSpecFor(engineSpecFor(settings, layout, {}, 1)));
    FieldCosts costs;
    costs.networkUnknown = !readersOfRow.known;
    costs.fields.resize(static_cast<size_t>(layout.fields()));
    for (size_t field = 0; field < costs.fields.size(); ++field) {
        FieldCost& cost = costs.fields[field];
        cost.columns = layout.ranges[field + 1] - layout.ranges[field];
        cost.bytes = cost.columns * readersOfRow.units * kBytesOfNumber;
        cost.flops = cost.columns * readersOfRow.units * kFlopsOfWeight;
    }
    Readers readers;
    for (const LookupTable* table : addTables(layout, costs, readers)) {
        const int64_t bytes = table->rows * table->width * kBytesOfNumber;
        const auto& fields = readers[table];
        if (fields.size() == 1)
            costs.fields[fields.front()].bytes += bytes;
        else
            costs.shared.push_back({bytes, fields});
    }
    return costs;
}

FieldCost costOf(const FieldCosts& costs, const KeptSet& kept)
{
    FieldCost sum;
    for (size_t field = 0; field < costs.fields.size(); ++field) {
        if (!kept[field])
            continue;
        sum.columns += costs.fields[field].columns;
        sum.bytes += costs.fields[field].bytes;
        sum.flops += costs.fields[field].flops;
    }
    for (const SharedTable& table : costs.shared) {
        if (std::any_of(table.fields.begin(), table.fields.end(), [&](size_t field) { return kept[field]; }))
            sum.bytes += table.bytes;
    }
    return sum;
}

} // namespace leap
