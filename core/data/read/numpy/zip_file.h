// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// Bytes that are read once, forwards. Private to core/data, as is all of this file.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    [[nodiscard]] virtual uint64_t size() const = 0; ///< of all bytes
    /// @throws InputError naming the file when there are fewer, or they are damaged
    virtual void read(char* out, size_t bytes) = 0;
};

/// A whole file. @throws InputError when it cannot be opened
[[nodiscard]] std::unique_ptr<ByteSource> openFileBytes(const std::filesystem::path& path);

struct ZipMember {
    std::string name;
    uint64_t begin = 0; ///< of its header in the file
    uint64_t packed = 0; ///< bytes in the file
    uint64_t size = 0; ///< bytes unpacked
    int method = 0; ///< 0 stored, 8 deflated
    uint32_t crc = 0;
    bool encrypted = false;
};

/// The members of a zip archive, also beyond 4 GiB (zip64), in the order of its directory.
/// @throws InputError: no archive, damaged or cut, or a member that says it is larger than its bytes can be
[[nodiscard]] std::vector<ZipMember> zipMembers(const std::filesystem::path& path);
/// The unpacked bytes of a member; its checksum is compared at the end.
/// @throws InputError: encrypted, or packed in another way than zip's own
[[nodiscard]] std::unique_ptr<ByteSource> openZipMember(const std::filesystem::path& path,
                                                        const ZipMember& member);

} // namespace leap
