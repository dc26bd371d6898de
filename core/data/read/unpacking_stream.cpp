// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/unpacking_stream.h"

#include "core/data/read/packed/xz.h"

#include <array>
#include <arrow/buffer.h>
#include <cstring>

namespace leap {
namespace {

constexpr size_t kInputBytes = size_t{64} << 10;

constexpr std::string_view kXzBytes("\xfd"
                                    "7zXZ\0",
                                    6);

template <arrow::Compression::type Type>
arrow::Result<std::shared_ptr<arrow::util::Decompressor>> makeByArrow()
{
    // The codec is needed only while the decompressor is made.
    ARROW_ASSIGN_OR_RAISE(const auto codec, arrow::util::Codec::Create(Type));
    return codec->MakeDecompressor();
}

constexpr std::array kPackings{
    Packing{"\x1f\x8b", "gzip", makeByArrow<arrow::Compression::GZIP>},
    Packing{"\x28\xb5\x2f\xfd", "zstd", makeByArrow<arrow::Compression::ZSTD>},
    Packing{"BZh", "bzip2", makeByArrow<arrow::Compression::BZ2>},
    Packing{kXzBytes, "xz", makeXzDecompressor},
    Packing{"\x04\x22\x4d\x18", "lz4", makeByArrow<arrow::Compression::LZ4_FRAME>},
};

} // namespace

const Packing* packingOf(std::string_view head)
{
    for (const Packing& packing : kPackings) {
        if (head.starts_with(packing.firstBytes))
            return &packing;
    }
    return nullptr;
}

/// Holds at least this many bytes of input, unless it ends before; false: there is none.
arrow::Result<bool> UnpackingStream::fill(size_t bytes)
{
    while (m_input.size() - m_at < bytes) {
        m_input.erase(0, m_at);
        m_at = 0;
        const size_t had = m_input.size();
        m_input.resize(had + kInputBytes);
        const auto got = m_packed->Read(kInputBytes, m_input.data() + had);
        m_input.resize(had + static_cast<size_t>(got.ok() ? *got : 0));
        ARROW_RETURN_NOT_OK(got.status());
        if (*got == 0)
            break;
    }
    return m_input.size() > m_at;
}

/// After a member: another one, zeros, or what is left out.
arrow::Status UnpackingStream::beginNextMember()
{
    m_inMember = false;
    for (;;) {
        ARROW_ASSIGN_OR_RAISE(const bool more, fill(m_packing.firstBytes.size()));
        if (!more) {
            m_ended = true;
            return arrow::Status::OK();
        }
        if (m_input[m_at] != '\0')
            break;
        const size_t next = m_input.find_first_not_of('\0', m_at);
        m_at = next == std::string::npos ? m_input.size() : next;
    }
    if (std::string_view(m_input).substr(m_at).starts_with(m_packing.firstBytes)) {
        m_inMember = true;
        m_fresh = true;
        return m_decompressor->Reset();
    }
    m_garbage = true;
    m_ended = true;
    return arrow::Status::OK();
}

arrow::Result<int64_t> UnpackingStream::Read(int64_t bytes, void* out)
{
    auto* to = static_cast<uint8_t*>(out);
    while (!m_ended && bytes > 0) {
        if (m_decompressor->IsFinished() && !m_fresh) {
            ARROW_RETURN_NOT_OK(beginNextMember());
            continue;
        }
        ARROW_ASSIGN_OR_RAISE(const bool more, fill(1));
        const auto* from = static_cast<const uint8_t*>(static_cast<const void*>(m_input.data() + m_at));
        ARROW_ASSIGN_OR_RAISE(
            const auto result,
            m_decompressor->Decompress(static_cast<int64_t>(m_input.size() - m_at), from, bytes, to));
        m_at += static_cast<size_t>(result.bytes_read);
        m_fresh = m_fresh && result.bytes_read == 0;
        if (result.bytes_written > 0) {
            m_given += result.bytes_written;
            return result.bytes_written;
        }
        if (m_decompressor->IsFinished() || result.bytes_read > 0)
            continue;
        const size_t left = m_input.size() - m_at;
        if (more)
            ARROW_RETURN_NOT_OK(fill(left + 1).status());
        if (m_input.size() - m_at == left)
            return arrow::Status::IOError("Truncated compressed stream");
    }
    return 0;
}

arrow::Result<std::shared_ptr<arrow::Buffer>> UnpackingStream::Read(int64_t bytes)
{
    ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(bytes));
    ARROW_ASSIGN_OR_RAISE(const int64_t got, Read(bytes, buffer->mutable_data()));
    ARROW_RETURN_NOT_OK(buffer->Resize(got));
    return std::shared_ptr<arrow::Buffer>(std::move(buffer));
}

} // namespace leap
