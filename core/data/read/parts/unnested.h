// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/arrow_file.h"

#include <arrow/type_fwd.h>
#include <memory>
#include <string>

namespace leap {

/// Structs as columns of their own: the member b of column a becomes the column a.b, structs in structs too;
/// a missing struct has no member. Extension types become what stores them. Private to core/data, as is all
/// of this file.
[[nodiscard]] std::shared_ptr<arrow::Schema> unnested(const std::shared_ptr<arrow::Schema>& schema,
                                                      const std::string& file);
/// The same for the batches of a file. @throws InputError naming the file: structs too deep in each other
[[nodiscard]] std::unique_ptr<BatchFile> unnested(std::unique_ptr<BatchFile> batches,
                                                  const std::string& file);

} // namespace leap
