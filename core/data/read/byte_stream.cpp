// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/byte_stream.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/read/unpacking_stream.h"

#include <algorithm>
#include <arrow/buffer.h>
#include <arrow/io/file.h>
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

/// Gives a text of another encoding as UTF-8.
class DecodingStream : public arrow::io::InputStream {
public:
    DecodingStream(std::shared_ptr<arrow::io::InputStream> raw, TextDecoder decoder)
        : m_raw(std::move(raw))
        , m_decoder(std::move(decoder))
    {
    }
    arrow::Status Close() override { return m_raw->Close(); }
    [[nodiscard]] bool closed() const override { return m_raw->closed(); }
    [[nodiscard]] arrow::Result<int64_t> Tell() const override { return m_raw->Tell(); }
    arrow::Result<int64_t> Read(int64_t bytes, void* out) override
    {
        while (m_given == m_text.size() && !m_ended) {
            m_bytes.resize(size_t{256} << 10);
            ARROW_ASSIGN_OR_RAISE(const int64_t got,
                                  m_raw->Read(static_cast<int64_t>(m_bytes.size()), m_bytes.data()));
            m_ended = got == 0;
            m_text = m_decoder.decode(std::string_view(m_bytes).substr(0, static_cast<size_t>(got)), m_ended);
            m_given = 0;
        }
        const size_t count = std::min(static_cast<size_t>(bytes), m_text.size() - m_given);
        std::memcpy(out, m_text.data() + m_given, count);
        m_given += count;
        return static_cast<int64_t>(count);
    }
    arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t) override
    {
        return arrow::Status::NotImplemented("a decoded text is read into memory");
    }

private:
    std::shared_ptr<arrow::io::InputStream> m_raw;
    TextDecoder m_decoder;
    std::string m_bytes;
    std::string m_text;
    size_t m_given = 0; ///< of m_text
    bool m_ended = false;
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
    const Packing* packing = packingOf(head);
    m_raw = std::make_shared<HashingStream>(file, head, std::move(hash));
    m_stream = m_raw;
    if (packing == nullptr)
        return;
    m_compression = packing->name;
    m_unpacking = std::make_shared<UnpackingStream>(m_raw, *packing, orThrow(packing->make(), path.string()));
    m_stream = m_unpacking;
}

std::string ByteFile::decode(TextEncoding encoding, std::string_view before)
{
    m_encoding = encoding;
    if (encoding == TextEncoding::Utf8)
        return std::string(before);
    TextDecoder decoder(encoding);
    std::string text = decoder.decode(before, false);
    m_stream = std::make_shared<DecodingStream>(m_stream, std::move(decoder));
    return text;
}

std::string ByteFile::warning() const
{
    if (!m_unpacking || !m_unpacking->hasGarbage())
        return {};
    return m_name + ": what follows the end of the " + m_compression + " data is no " + m_compression
        + " data and was left out; the file may not have been copied whole";
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

bool TextBytes::ended()
{
    if (m_headRead < m_head.size())
        return false;
    m_head = m_file.read(1);
    m_headRead = 0;
    return m_head.empty();
}

/// Lines are counted only here, by reading the file again.
void TextBytes::refuseNul(int64_t offset) const
{
    ByteFile file(m_file.path(), std::make_shared<Sha256>());
    (void)file.decode(m_file.encoding(), {});
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
