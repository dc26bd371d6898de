// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arrow/type_fwd.h>
#include <memory>
#include <string>

namespace leap {

/// A batch of an IPC file, whose offsets and indices Arrow trusts: a damaged file would make us read beyond
/// its arrays. Texts need not be UTF-8. Private to core/data.
/// @param batch may be null @throws InputError naming file and column
[[nodiscard]] std::shared_ptr<arrow::RecordBatch> checkedBatch(std::shared_ptr<arrow::RecordBatch> batch,
                                                               const std::string& file);

} // namespace leap
