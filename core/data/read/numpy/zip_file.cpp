// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/numpy/zip_file.h"

#include "core/base/error.h"
#include "core/data/read/numpy/zip_bytes.h"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace leap {
namespace {

constexpr uint64_t kMostRatio = 1100; ///< deflate packs to a 1032nd at best
constexpr uint64_t kMostDirectory = uint64_t{256} << 20;
constexpr size_t kLocalHeader = 30, kCentralHeader = 46, kEnd = 22, kLocator = 20, kEnd64 = 56;

/// Little-endian numbers in bytes that were read.
class Bytes {
public:
    explicit Bytes(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    [[nodiscard]] uint64_t number(size_t at, size_t size) const
    {
        uint64_t value = 0;
        for (size_t i = size; i-- > 0;)
            value = value << 8 | static_cast<unsigned char>(m_bytes[at + i]);
        return value;
    }

private:
    std::string_view m_bytes;
};

class Archive {
public:
    explicit Archive(const std::filesystem::path& path)
        : m_path(path)
        , m_file(path, std::ios::binary)
        , m_size(std::filesystem::file_size(path))
    {
    }
    [[nodiscard]] uint64_t size() const { return m_size; }
    [[nodiscard]] std::string bytes(uint64_t begin, uint64_t count)
    {
        if (begin > m_size || count > m_size - begin)
            refuseArchive(m_path, "a place that it names lies beyond its end");
        std::string text(count, '\0');
        m_file.clear();
        m_file.seekg(static_cast<std::streamoff>(begin));
        m_file.read(text.data(), static_cast<std::streamsize>(count));
        if (m_file.gcount() != static_cast<std::streamsize>(count))
            refuseArchive(m_path, "it cannot be read");
        return text;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
    std::ifstream m_file;
    uint64_t m_size;
};

struct Directory {
    uint64_t begin;
    uint64_t size;
};

Directory findDirectory(Archive& archive)
{
    constexpr uint64_t kComment = 65'535;
    const uint64_t tail = std::min(archive.size(), kEnd + kComment);
    const uint64_t tailBegin = archive.size() - tail;
    const std::string text = archive.bytes(tailBegin, tail);
    const size_t end = text.rfind("PK\x05\x06");
    if (end == std::string::npos || text.size() - end < kEnd)
        refuseArchive(archive.path(), "it has no directory");
    const Bytes short_(std::string_view(text).substr(end));
    Directory directory{short_.number(16, 4), short_.number(12, 4)};
    if (directory.begin != 0xFFFFFFFF && directory.size != 0xFFFFFFFF)
        return directory;
    if (end < kLocator || !std::string_view(text).substr(end - kLocator).starts_with("PK\x06\x07"))
        refuseArchive(archive.path(), "its directory cannot be found");
    const uint64_t place = Bytes(std::string_view(text).substr(end - kLocator)).number(8, 8);
    const std::string end64 = archive.bytes(place, kEnd64);
    if (!end64.starts_with("PK\x06\x06"))
        refuseArchive(archive.path(), "its directory cannot be found");
    return {Bytes(end64).number(48, 8), Bytes(end64).number(40, 8)};
}

/// Sizes and places beyond 4 GiB are in an extra field.
void readZip64(std::string_view extra, ZipMember& member)
{
    while (extra.size() >= 4) {
        const Bytes bytes(extra);
        const uint64_t id = bytes.number(0, 2), size = bytes.number(2, 2);
        if (size + 4 > extra.size())
            return;
        size_t at = 4;
        for (uint64_t* value : {&member.size, &member.packed, &member.begin}) {
            if (id == 1 && *value == 0xFFFFFFFF && at + 8 <= size + 4) {
                *value = bytes.number(at, 8);
                at += 8;
            }
        }
        extra.remove_prefix(size + 4);
    }
}

void checkMember(const ZipMember& member, const Archive& archive)
{
    const bool fits = member.packed <= archive.size()
        && (member.method == 0 ? member.size == member.packed : member.size / kMostRatio <= member.packed);
    if (!fits)
        refuseArchive(archive.path(), "'" + member.name + "' says that it is larger than its bytes can be");
}

} // namespace

std::unique_ptr<ByteSource> openFileBytes(const std::filesystem::path& path)
{
    return storedBytes(path, "it ", 0, std::filesystem::file_size(path));
}

std::vector<ZipMember> zipMembers(const std::filesystem::path& path)
{
    Archive archive(path);
    const Directory directory = findDirectory(archive);
    if (directory.size > kMostDirectory)
        refuseArchive(path, "its directory is too large");
    const std::string text = archive.bytes(directory.begin, directory.size);
    std::vector<ZipMember> members;
    for (std::string_view rest(text); rest.size() >= kCentralHeader && rest.starts_with("PK\x01\x02");) {
        const Bytes bytes(rest);
        const uint64_t name = bytes.number(28, 2), extra = bytes.number(30, 2), comment = bytes.number(32, 2);
        const uint64_t whole = kCentralHeader + name + extra + comment;
        if (whole > rest.size())
            refuseArchive(path, "its directory ends too early");
        ZipMember member{std::string(rest.substr(kCentralHeader, name)),
                         bytes.number(42, 4),
                         bytes.number(20, 4),
                         bytes.number(24, 4),
                         static_cast<int>(bytes.number(10, 2)),
                         static_cast<uint32_t>(bytes.number(16, 4)),
                         (bytes.number(8, 2) & 1) != 0};
        readZip64(rest.substr(kCentralHeader + name, extra), member);
        checkMember(member, archive);
        members.push_back(std::move(member));
        rest.remove_prefix(whole);
    }
    return members;
}

std::unique_ptr<ByteSource> openZipMember(const std::filesystem::path& path, const ZipMember& member)
{
    if (member.encrypted)
        throw InputError(path.string() + ": '" + member.name
                         + "' is encrypted; write the archive without a password.");
    if (member.method != 0 && member.method != 8)
        throw InputError(path.string() + ": '" + member.name + "' is packed in a way ("
                         + std::to_string(member.method)
                         + ") that is not read; write it by np.savez or np.savez_compressed.");
    Archive archive(path);
    const std::string header = archive.bytes(member.begin, kLocalHeader);
    if (!header.starts_with("PK\x03\x04"))
        refuseArchive(path, "'" + member.name + "' is not where the directory says");
    const uint64_t begin =
        member.begin + kLocalHeader + Bytes(header).number(26, 2) + Bytes(header).number(28, 2);
    if (begin > archive.size() || member.packed > archive.size() - begin)
        refuseArchive(path, "'" + member.name + "' ends too early");
    if (member.method == 0)
        return checkedBytes(path, member, begin);
    return deflatedBytes(path, member, begin);
}

} // namespace leap
