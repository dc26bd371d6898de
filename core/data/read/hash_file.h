// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/sha256.h"

#include <filesystem>

namespace leap {

/// Adds the bytes of a file that is read by random access. Private to core/data. @throws InputError,
/// Cancelled
void hashFile(const std::filesystem::path& path, Sha256& hash, Progress& progress);

} // namespace leap
