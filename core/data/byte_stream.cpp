// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/byte_stream.h"

#include "core/base/error.h"
#include "core/base/text.h"

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

struct Packing {
    std::string_view magic;
    arrow::Compression::type codec;
    const char* name;
};

const Packing* packingOf(std::string_view head)
{
    static constexpr std::array<Packing, 3> kPackings{{{"\x1f\x8b", arrow::Compression::GZIP, "gzip"},
                                                       {"\x28\xb5\x2f\xfd", arrow::Compression::ZSTD, "zstd"},
                                                       {"BZh", arrow::Compression::BZ2, "bzip2"}}};
    for (const Packing& packing : kPackings) {
        if (head.starts_with(packing.magic))
            return &packing;
    }
    return nullptr;
}

template <typename T> T orThrow(arrow::Result<T> result, const std::string& name)
{
    if (!result.ok())
        throw InputError(name + ": can't be read (" + result.status().message() + ")");
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
        throw InputError(path.string() + ": the file is empty");
    std::string head(8, '\0');
    head.resize(static_cast<size_t>(orThrow(file->Read(8, head.data()), path.string())));
    const Packing* packing = packingOf(head);
    m_raw = std::make_shared<HashingStream>(file, head, std::move(hash));
    m_stream = m_raw;
    if (packing == nullptr)
        return;
    m_compression = packing->name;
    const std::shared_ptr<arrow::util::Codec> codec =
        orThrow(arrow::util::Codec::Create(packing->codec), path.string());
    // The stream borrows the codec only while it is made; its decompressor lives on its own.
    m_stream = orThrow(arrow::io::CompressedInputStream::Make(codec.get(), m_raw), path.string());
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

TextStream::TextStream(std::shared_ptr<ByteFile> file, std::string head, int64_t headLine)
    : m_file(std::move(file))
    , m_head(std::move(head))
    , m_line(headLine)
{
}

arrow::Status TextStream::Close()
{
    m_closed = true;
    return arrow::Status::OK();
}

arrow::Result<int64_t> TextStream::Read(int64_t bytes, void* out)
{
    int64_t got = std::min(bytes, static_cast<int64_t>(m_head.size() - m_headRead));
    if (got > 0) {
        std::memcpy(out, m_head.data() + m_headRead, static_cast<size_t>(got));
        m_headRead += static_cast<size_t>(got);
        if (m_headRead == m_head.size())
            std::string().swap(m_head), m_headRead = 0;
    } else {
        ARROW_ASSIGN_OR_RAISE(got, m_file->stream()->Read(bytes, out));
    }
    const std::string_view text(static_cast<const char*>(out), static_cast<size_t>(got));
    const size_t nul = text.find('\0');
    m_line += std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(nul, text.size())),
                         '\n');
    if (nul != std::string_view::npos) {
        m_problem = m_file->name() + ": line " + grouped(m_line)
            + " contains a NUL byte, which no text file has: the file is damaged or binary";
        return arrow::Status::Invalid(*m_problem);
    }
    m_position += got;
    return got;
}

arrow::Result<std::shared_ptr<arrow::Buffer>> TextStream::Read(int64_t bytes)
{
    ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(bytes));
    ARROW_ASSIGN_OR_RAISE(const int64_t got, Read(bytes, buffer->mutable_data()));
    ARROW_RETURN_NOT_OK(buffer->Resize(got));
    return std::shared_ptr<arrow::Buffer>(std::move(buffer));
}

void refuseStream(const ByteFile& file, const arrow::Status& status)
{
    if (file.compression().empty())
        throw InputError(file.path().string() + ": can't be read (" + status.message() + ")");
    const bool truncated = status.message().find("runcated") != std::string::npos;
    throw InputError(file.path().string() + ": the " + file.compression() + " data "
                     + (truncated ? "end too early" : "are damaged")
                     + "; copy or download the file again (Arrow: " + status.message() + ")");
}

} // namespace leap
