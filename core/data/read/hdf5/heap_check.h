// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace leap {

/// HDF5 keeps texts of any length in heaps and trusts what they say of the sizes of their texts: a damaged
/// one makes it read beyond its memory. Looks through all heaps of a file, in one pass over its bytes.
/// Private to core/data.
/// @throws InputError naming the file where a text says that it is larger than its heap
void requireSoundHeaps(const std::filesystem::path& path);

} // namespace leap
