// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table/batch_checks.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace leap {
namespace {

/// A step calls this often: texts are made only when they are needed.
void require(bool fits, const char* what)
{
    if (!fits)
        throw FailureError(std::string("A batch does not fit the model: ") + what + ".");
}

void checkShape(const Batch& batch, const RowLayout& layout)
{
    const auto rows = static_cast<size_t>(batch.rows);
    require(batch.ids.size() == rows * static_cast<size_t>(layout.idColumns), "ids");
    require(batch.dense.size() == rows * static_cast<size_t>(layout.denseColumns), "dense columns");
    require(batch.bags.size() == static_cast<size_t>(layout.bagColumns), "bags");
    for (const BagColumn& bag : batch.bags) {
        require(bag.offsets.size() == rows + 1 && bag.offsets.front() == 0
                    && bag.offsets.back() == static_cast<int64_t>(bag.ids.size())
                    && std::is_sorted(bag.offsets.begin(), bag.offsets.end()),
                "the offsets of a bag");
    }
}

void checkRange(const InputSlot& slot, const int32_t* ids, int64_t stride, int64_t count)
{
    bool inside = true;
    for (int64_t i = 0; i < count; ++i)
        inside &= static_cast<uint32_t>(ids[i * stride]) < static_cast<uint64_t>(slot.vocabulary);
    if (!inside)
        throw FailureError("A batch does not fit the model: an id of the input '" + slot.name
                           + "' lies outside its vocabulary of " + std::to_string(slot.vocabulary) + ".");
}

} // namespace

void checkBatch(const Batch& batch, const RowLayout& layout)
{
    checkShape(batch, layout);
    for (const InputSlot& input : layout.inputs) {
        if (input.storage == InputSlot::Storage::Id || input.storage == InputSlot::Storage::Lookup) {
            checkRange(input, batch.ids.data() + input.index, layout.idColumns, batch.rows);
        } else if (input.storage == InputSlot::Storage::Bag) {
            const BagColumn& bag = batch.bags[static_cast<size_t>(input.index)];
            checkRange(input, bag.ids.data(), 1, static_cast<int64_t>(bag.ids.size()));
        }
    }
}

} // namespace leap
