// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/byte_stream.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"
#include "core/data/column/other_formats.h"

#include <algorithm>
#include <array>
#include <arrow/buffer.h>
#include <arrow/io/compressed.h>
#include <arrow/io/file.h>
#include <arrow/util/compression.h>
#include <cstring>

namespace leap {
namespace {

/// Passes bytes on and hashes them. `m_done` is read by other threads.
class HashingStream : public arrow::io::InputStream {
public:
    HashingStream(std::shared_ptr<arrow::io::InputStream> raw, std::string head, std::shared_ptr<Sha256> hash)
        : m_raw(std::move(raw))
        , m_head(std::move(head))
        , m_hash(std::move(hash))
    {
    }

    arrow::Status Close() override { return m_raw->Close(); }
    [[nodiscard]] bool closed() const override { return m_raw->closed(); }
    [[nodiscard]] arrow::Result<int64_t> Tell() const override { return m_done.load(); }
    arrow::Result<int64_t> Read(int64_t bytes, void* out) override
    {
        int64_t got = static_cast<int64_t>(m_head.size());
        if (got > 0) { // asked for once, right after opening
            got = std::min(bytes, got);
            std::memcpy(out, m_head.data(), static_cast<size_t>(got));
            m_head.erase(0, static_cast<size_t>(got));
        } else {
            ARROW_ASSIGN_OR_RAISE(got, m_raw->Read(bytes, out));
        }
        m_hash->update(out, static_cast<size_t>(got));
        m_done += got;
        return got;
    }
    arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t bytes) override
    {
        ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(bytes));
        ARROW_ASSIGN_OR_RAISE(const int64_t got, Read(bytes, buffer->mutable_data()));
        ARROW_RETURN_NOT_OK(buffer->Resize(got));
        return std::shared_ptr<arrow::Buffer>(std::move(buffer));
    }

private:
    std::shared_ptr<arrow::io::InputStream> m_raw;
    std::string m_head;
    std::shared_ptr<Sha256> m_hash;
    std::atomic<int64_t> m_done{0};
};

template <typename T> T orThrow(arrow::Result<T> result, const std::string& name)
{
    if (!result.ok())
        throw InputError(name + ": cannot be read (" + result.status().message() + ").");
    return std::move(result).ValueUnsafe();
}

} // namespace

ByteFile::ByteFile(const std::filesystem::path& path, std::shared_ptr<Sha256> hash)
    : m_path(path)
    , m_name(path.filename().string())
{
    const auto file = orThrow(arrow::io::ReadableFile::Open(path.string()), path.string());
    m_size = orThrow(file->GetSize(), path.string());
    if (m_size == 0)
        throw InputError(path.string() + ": the file is empty.");
    std::string head(8, '\0');
    head.resize(static_cast<size_t>(orThrow(file->Read(8, head.data()), path.string())));
    m_raw = std::make_shared<HashingStream>(file, head, std::move(hash));
    m_stream = m_raw;
    m_compression = packingOf(head);
    if (!m_compression.empty())
        unpack();
}

void ByteFile::unpack()
{
    if (m_compression == "gzip" || m_compression == "xz") {
        m_unpacked = m_compression == "gzip" ? unpackGzip(m_raw) : unpackXz(m_raw);
        m_stream = m_unpacked;
        return;
    }
    const auto kind = m_compression == "zstd" ? arrow::Compression::ZSTD
        : m_compression == "lz4"              ? arrow::Compression::LZ4_FRAME
                                              : arrow::Compression::BZ2;
    const std::shared_ptr<arrow::util::Codec> codec =
        orThrow(arrow::util::Codec::Create(kind), m_path.string());
    // The stream borrows the codec only while it is made; its decompressor lives on its own.
    m_stream = orThrow(arrow::io::CompressedInputStream::Make(codec.get(), m_raw), m_path.string());
}

std::string ByteFile::read(int64_t bytes)
{
    std::string text(static_cast<size_t>(bytes), '\0');
    int64_t filled = 0;
    while (filled < bytes) {
        const auto got = m_stream->Read(bytes - filled, text.data() + filled);
        if (!got.ok())
            refuseStream(*this, got.status());
        if (*got == 0)
            break;
        filled += *got;
    }
    text.resize(static_cast<size_t>(filled));
    return text;
}

void ByteFile::finish()
{
    std::string buffer(1 << 20, '\0');
    while (orThrow(m_raw->Read(1 << 20, buffer.data()), m_name) > 0) { }
}

std::string ByteFile::warning() const
{
    return m_unpacked == nullptr || m_unpacked->garbage() == 0
        ? std::string()
        : m_name + ": " + counted(m_unpacked->garbage(), "byte") + " after the " + m_compression
            + " data are no part of it and were not read.";
}

int64_t ByteFile::packedBytesRead() const
{
    return m_raw->Tell().ValueOr(0);
}

TextBytes::TextBytes(ByteFile& file, std::string head, int64_t headOffset)
    : m_file(file)
    , m_head(std::move(head))
    , m_position(headOffset)
{
}

size_t TextBytes::read(char* to, size_t bytes)
{
    size_t got = std::min(bytes, m_head.size() - m_headRead);
    if (got > 0) {
        std::memcpy(to, m_head.data() + m_headRead, got);
        m_headRead += got;
        if (m_headRead == m_head.size())
            std::string().swap(m_head), m_headRead = 0;
    } else {
        const auto count = m_file.stream()->Read(static_cast<int64_t>(bytes), to);
        if (!count.ok())
            refuseStream(m_file, count.status());
        got = static_cast<size_t>(*count);
    }
    if (const void* nul = std::memchr(to, '\0', got))
        refuseNul(m_position + (static_cast<const char*>(nul) - to));
    m_position += static_cast<int64_t>(got);
    return got;
}

/// Lines are counted only here, by reading the file again.
void TextBytes::refuseNul(int64_t offset) const
{
    ByteFile file(m_file.path(), std::make_shared<Sha256>());
    int64_t line = 1;
    while (offset > 0) {
        const std::string text = file.read(std::min<int64_t>(offset, 1 << 20));
        if (text.empty())
            break;
        line += std::count(text.begin(), text.end(), '\n');
        offset -= static_cast<int64_t>(text.size());
    }
    throw InputError(m_file.name() + ": line " + grouped(line)
                     + " contains a NUL byte, which no text file has: the file is damaged or binary.");
}

void refuseStream(const ByteFile& file, const arrow::Status& status)
{
    if (file.compression().empty())
        throw InputError(file.path().string() + ": cannot be read (" + status.message() + ").");
    const bool truncated = status.message().find("runcated") != std::string::npos;
    throw InputError(file.path().string() + ": the " + file.compression() + " data "
                     + (truncated ? "end too early" : "are damaged")
                     + "; copy or download the file again (Arrow: " + status.message() + ").");
}

} // namespace leap
