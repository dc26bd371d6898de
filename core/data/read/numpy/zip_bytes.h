// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/read/numpy/zip_file.h"

namespace leap {

/// Bytes of a file from `begin` on. Private to core/data, as is all of this file.
/// @param name for messages: "'X.npy' "
[[nodiscard]] std::unique_ptr<ByteSource> storedBytes(const std::filesystem::path& path,
                                                      const std::string& name, uint64_t begin, uint64_t size);
/// Of a stored member of an archive, whose checksum is compared.
[[nodiscard]] std::unique_ptr<ByteSource> checkedBytes(const std::filesystem::path& path,
                                                       const ZipMember& member, uint64_t begin);
/// Of a deflated member, unpacked.
[[nodiscard]] std::unique_ptr<ByteSource> deflatedBytes(const std::filesystem::path& path,
                                                        const ZipMember& member, uint64_t begin);
/// @throws InputError always: "FILE: WHY; the archive is damaged or cut short."
[[noreturn]] void refuseArchive(const std::filesystem::path& path, const std::string& why);

} // namespace leap
