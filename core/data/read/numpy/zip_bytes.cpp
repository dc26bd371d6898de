// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/numpy/zip_bytes.h"

#include "core/base/error.h"

#include <algorithm>
#include <fstream>
#include <zlib.h>

namespace leap {
namespace {

class StoredMember : public ByteSource {
public:
    StoredMember(const std::filesystem::path& path, std::string name, uint64_t begin, uint64_t size)
        : m_path(path)
        , m_name(std::move(name))
        , m_file(path, std::ios::binary)
        , m_size(size)
        , m_left(size)
    {
        if (!m_file)
            throw InputError(path.string() + ": cannot be opened; is it readable?");
        m_file.seekg(static_cast<std::streamoff>(begin));
    }
    [[nodiscard]] uint64_t size() const override { return m_size; }
    void read(char* out, size_t bytes) override
    {
        if (bytes > m_left)
            refuseArchive(m_path, m_name + "ends too early");
        m_file.read(out, static_cast<std::streamsize>(bytes));
        if (m_file.gcount() != static_cast<std::streamsize>(bytes))
            refuseArchive(m_path, m_name + "ends too early");
        m_left -= bytes;
        check(out, bytes);
    }

protected:
    virtual void check(const char* /*bytes*/, size_t /*count*/) { }
    [[nodiscard]] uint64_t left() const { return m_left; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
    std::string m_name; ///< for messages: "'X.npy' ", or nothing
    std::ifstream m_file;
    uint64_t m_size;
    uint64_t m_left;
};

/// A stored member of an archive, whose checksum is known.
class CheckedMember : public StoredMember {
public:
    CheckedMember(const std::filesystem::path& path, const ZipMember& member, uint64_t begin)
        : StoredMember(path, "'" + member.name + "' ", begin, member.size)
        , m_wanted(member.crc)
    {
    }

protected:
    void check(const char* bytes, size_t count) override
    {
        m_crc = crc32_z(m_crc, reinterpret_cast<const Bytef*>(bytes), count);
        if (left() == 0 && m_crc != m_wanted)
            refuseArchive(path(), "a checksum is wrong");
    }

private:
    uLong m_crc = 0;
    uint32_t m_wanted;
};

class DeflatedMember : public ByteSource {
public:
    DeflatedMember(const std::filesystem::path& path, const ZipMember& member, uint64_t begin)
        : m_path(path)
        , m_member(member)
        , m_packed(path, "'" + member.name + "' ", begin, member.packed)
        , m_packedLeft(member.packed)
        , m_left(member.size)
    {
        if (inflateInit2(&m_state, -MAX_WBITS) != Z_OK)
            throw FailureError("zlib cannot be started: there is not enough memory.");
    }
    DeflatedMember(const DeflatedMember&) = delete;
    DeflatedMember& operator=(const DeflatedMember&) = delete;
    ~DeflatedMember() override { inflateEnd(&m_state); }
    [[nodiscard]] uint64_t size() const override { return m_member.size; }
    void read(char* out, size_t bytes) override
    {
        if (bytes > m_left)
            refuseArchive(m_path, "'" + m_member.name + "' ends too early");
        for (size_t done = 0; done < bytes;)
            done += unpack(out + done, std::min<size_t>(bytes - done, 1 << 30));
        m_left -= bytes;
        m_crc = crc32_z(m_crc, reinterpret_cast<const Bytef*>(out), bytes);
        if (m_left == 0 && m_crc != m_member.crc)
            refuseArchive(m_path, "the checksum of '" + m_member.name + "' is wrong");
    }

private:
    size_t unpack(char* out, size_t bytes)
    {
        if (m_state.avail_in == 0 && m_packedLeft > 0) {
            m_in.resize(std::min<uint64_t>(m_packedLeft, 256 << 10));
            m_packed.read(m_in.data(), m_in.size());
            m_packedLeft -= m_in.size();
            m_state.next_in = reinterpret_cast<Bytef*>(m_in.data());
            m_state.avail_in = static_cast<uInt>(m_in.size());
        }
        m_state.next_out = reinterpret_cast<Bytef*>(out);
        m_state.avail_out = static_cast<uInt>(bytes);
        const int code = inflate(&m_state, Z_NO_FLUSH);
        const size_t given = bytes - m_state.avail_out;
        const bool stuck = given == 0 && (code != Z_OK || (m_state.avail_in == 0 && m_packedLeft == 0));
        if ((code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) || stuck)
            refuseArchive(m_path, "'" + m_member.name + "' cannot be unpacked");
        return given;
    }

    std::filesystem::path m_path;
    ZipMember m_member;
    StoredMember m_packed;
    uint64_t m_packedLeft;
    uint64_t m_left;
    std::string m_in;
    z_stream m_state{};
    uLong m_crc = 0;
};

} // namespace

std::unique_ptr<ByteSource> storedBytes(const std::filesystem::path& path, const std::string& name,
                                        uint64_t begin, uint64_t size)
{
    return std::make_unique<StoredMember>(path, name, begin, size);
}

std::unique_ptr<ByteSource> checkedBytes(const std::filesystem::path& path, const ZipMember& member,
                                         uint64_t begin)
{
    return std::make_unique<CheckedMember>(path, member, begin);
}

std::unique_ptr<ByteSource> deflatedBytes(const std::filesystem::path& path, const ZipMember& member,
                                          uint64_t begin)
{
    return std::make_unique<DeflatedMember>(path, member, begin);
}

void refuseArchive(const std::filesystem::path& path, const std::string& why)
{
    throw InputError(path.string() + ": " + why + "; the archive is damaged or cut short.");
}

} // namespace leap
