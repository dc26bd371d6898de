// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/dataset_record.h"

#include "core/base/error.h"

#include <algorithm>

namespace leap {
namespace {

/// Whether the input's place in a Batch exists.
bool liesInBatch(const InputSlot& slot, const RowLayout& layout)
{
    switch (slot.storage) {
    case InputSlot::Storage::Id:
    case InputSlot::Storage::Lookup:
        return slot.index < layout.idColumns;
    case InputSlot::Storage::Bag:
        return slot.index < layout.bagColumns;
    case InputSlot::Storage::Dense:
        return int64_t{slot.index} + slot.width <= layout.denseColumns;
    }
    return false;
}

} // namespace

void checkLayout(const RowLayout& layout, const std::string& where)
{
    if (layout.inputs.empty() && layout.ranges.empty())
        return; // rows without a layout
    const std::string ranges = where + ".ranges";
    if (layout.ranges.empty() || layout.ranges.front() != 0
        || !std::is_sorted(layout.ranges.begin(), layout.ranges.end()))
        throw InputError(ranges + " must begin with 0 and not descend.");
    int64_t end = 0;
    for (size_t i = 0; i < layout.inputs.size(); ++i) {
        const InputSlot& slot = layout.inputs[i];
        const std::string place = where + "." + itemPlace("inputs", i);
        if (slot.start != end)
            throw InputError(place + ".start must be " + std::to_string(end) + "; it is "
                             + std::to_string(slot.start) + ".");
        if (!liesInBatch(slot, layout))
            throw InputError(place + ".index must be a column of the rows; it is "
                             + std::to_string(slot.index) + ".");
        if ((slot.storage == InputSlot::Storage::Lookup) != (slot.lookup != nullptr))
            throw InputError(place + ".lookup must be there for a lookup, and only for one.");
        end += slot.width;
    }
    if (layout.columns() != end)
        throw InputError(ranges + " must end with the number of columns, " + std::to_string(end) + ".");
}

} // namespace leap
