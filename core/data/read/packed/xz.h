// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arrow/result.h>
#include <arrow/util/compression.h>
#include <memory>

namespace leap {

/// Unpacks one stream of xz, as Arrow's decompressors unpack other packings. A file that would need more than
/// 1 GiB of memory is refused. Private to core/data.
[[nodiscard]] arrow::Result<std::shared_ptr<arrow::util::Decompressor>> makeXzDecompressor();

} // namespace leap
