// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/parts/checked_batch.h"

#include "core/base/error.h"

#include <arrow/array.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>

namespace leap {
namespace {

/// The same array with its texts as bytes: what is no UTF-8 is read, too (as Latin-1).
std::shared_ptr<arrow::Array> asBytes(const std::shared_ptr<arrow::Array>& array)
{
    if (array->type_id() == arrow::Type::STRING)
        return array->View(arrow::binary()).ValueOr(array);
    if (array->type_id() == arrow::Type::LARGE_STRING)
        return array->View(arrow::large_binary()).ValueOr(array);
    return array;
}

} // namespace

std::shared_ptr<arrow::RecordBatch> checkedBatch(std::shared_ptr<arrow::RecordBatch> batch,
                                                 const std::string& file)
{
    for (int i = 0; batch != nullptr && i < batch->num_columns(); ++i) {
        if (const arrow::Status status = asBytes(batch->column(i))->ValidateFull(); !status.ok())
            throw InputError(file + ": cannot be read, as its column '" + batch->column_name(i)
                             + "' is damaged (Arrow: " + status.message() + ").");
    }
    return batch;
}

} // namespace leap
