// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/packed/format_inside.h"

#include "core/base/error.h"
#include "core/data/column/other_formats.h"
#include "core/data/read/byte_stream.h"
#include "core/data/read/unpacking_stream.h"

#include <fstream>

namespace leap {
namespace {

constexpr int64_t kHeadBytes = 64 << 10;

bool isPacked(const std::filesystem::path& path)
{
    std::string head(8, '\0');
    std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
    return packingOf(head) != nullptr;
}

const char* unpacker(const std::string& packing)
{
    return packing == "gzip" ? "gunzip -k"
        : packing == "zstd"  ? "zstd -d"
        : packing == "bzip2" ? "bunzip2 -k"
        : packing == "xz"    ? "unxz -k"
                             : "lz4 -d";
}

} // namespace

FileFormat formatInside(const std::filesystem::path& path)
{
    const FileFormat format = formatOf(path);
    if (format != FileFormat::Text || !isPacked(path))
        return format;
    ByteFile file(path, std::make_shared<Sha256>());
    const std::string head = file.read(kHeadBytes);
    refuseOtherFormat(head, path.string() + " (unpacked)");
    const FileFormat inside = formatOfBytes(head);
    if (inside != FileFormat::Text && inside != FileFormat::JsonLines && inside != FileFormat::Arff)
        throw InputError(path.string() + ": holds " + factsOf(inside).name + " packed by "
                         + file.compression()
                         + ", which is read unpacked only: " + unpacker(file.compression()) + " '"
                         + path.string() + "', then name the new file.");
    return inside;
}

} // namespace leap
