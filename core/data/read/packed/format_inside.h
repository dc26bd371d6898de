// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/file_format.h"

#include <filesystem>

namespace leap {

/// The format of a file as formatOf() tells it, or of what is packed in it by gzip, xz and the like. Private
/// to core/data. @throws InputError as formatOf(), and for a format that has to be unpacked first
[[nodiscard]] FileFormat formatInside(const std::filesystem::path& path);

} // namespace leap
