// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/packed/unpacked_stream.h"

#include <algorithm>
#include <arrow/buffer.h>
#include <arrow/result.h>
#include <lzma.h>
#include <zlib.h>

namespace leap {
namespace {

constexpr int64_t kPackedAtOnce = 256 << 10;
constexpr size_t kPeeked = 8; ///< enough to tell whether another member begins
constexpr uint64_t kXzMemory = uint64_t{1} << 30; ///< a stranger's file may ask for any

class GzipStream : public UnpackedStream {
public:
    explicit GzipStream(std::shared_ptr<arrow::io::InputStream> raw)
        : UnpackedStream(std::move(raw))
        , m_ready(inflateInit2(&m_state, kGzipWindow) == Z_OK)
    {
    }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;
    ~GzipStream() override { inflateEnd(&m_state); }

protected:
    arrow::Result<Step> step(const uint8_t* in, size_t inBytes, bool /*last*/, uint8_t* out,
                             size_t outBytes) override
    {
        if (!m_ready)
            return arrow::Status::OutOfMemory("zlib");
        m_state.next_in = const_cast<uint8_t*>(in); // an old interface: it is not written to
        m_state.avail_in = static_cast<uInt>(inBytes);
        m_state.next_out = out;
        m_state.avail_out = static_cast<uInt>(outBytes);
        const int code = inflate(&m_state, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
            return arrow::Status::IOError("zlib: ", m_state.msg == nullptr ? "damaged" : m_state.msg);
        return Step{inBytes - m_state.avail_in, outBytes - m_state.avail_out, code == Z_STREAM_END};
    }
    bool restart(std::string_view next) override
    {
        return next.starts_with("\x1f\x8b") && inflateReset(&m_state) == Z_OK;
    }

private:
    static constexpr int kGzipWindow = 15 + 16; ///< the largest, with a header of gzip
    z_stream m_state{};
    bool m_ready;
};

class XzStream : public UnpackedStream {
public:
    explicit XzStream(std::shared_ptr<arrow::io::InputStream> raw)
        : UnpackedStream(std::move(raw))
        , m_ready(start())
    {
    }
    XzStream(const XzStream&) = delete;
    XzStream& operator=(const XzStream&) = delete;
    ~XzStream() override { lzma_end(&m_state); }

protected:
    arrow::Result<Step> step(const uint8_t* in, size_t inBytes, bool last, uint8_t* out,
                             size_t outBytes) override
    {
        if (!m_ready)
            return arrow::Status::OutOfMemory("liblzma");
        m_state.next_in = in;
        m_state.avail_in = inBytes;
        m_state.next_out = out;
        m_state.avail_out = outBytes;
        const lzma_ret code = lzma_code(&m_state, last && inBytes == 0 ? LZMA_FINISH : LZMA_RUN);
        if (code == LZMA_MEMLIMIT_ERROR)
            return arrow::Status::IOError("it needs more than 1 GiB to be unpacked");
        if (code != LZMA_OK && code != LZMA_STREAM_END && code != LZMA_BUF_ERROR)
            return arrow::Status::IOError("liblzma: code ", static_cast<int>(code));
        return Step{inBytes - m_state.avail_in, outBytes - m_state.avail_out, code == LZMA_STREAM_END};
    }
    bool restart(std::string_view next) override
    {
        return next.starts_with(std::string_view("\xFD"
                                                 "7zXZ\0",
                                                 6))
            && start();
    }

private:
    bool start() { return lzma_stream_decoder(&m_state, kXzMemory, 0) == LZMA_OK; }

    lzma_stream m_state = LZMA_STREAM_INIT;
    bool m_ready;
};

} // namespace

UnpackedStream::UnpackedStream(std::shared_ptr<arrow::io::InputStream> raw)
    : m_raw(std::move(raw))
{
}

/// More packed bytes after those that are not used yet.
arrow::Status UnpackedStream::fill()
{
    m_in.erase(0, m_used);
    m_used = 0;
    const size_t before = m_in.size();
    m_in.resize(before + static_cast<size_t>(kPackedAtOnce));
    ARROW_ASSIGN_OR_RAISE(const int64_t got, m_raw->Read(kPackedAtOnce, m_in.data() + before));
    m_in.resize(before + static_cast<size_t>(got));
    m_last = got == 0;
    return arrow::Status::OK();
}

/// What follows the last member: zeros are nothing.
arrow::Status UnpackedStream::skipRest()
{
    m_done = true;
    bool zeros = true;
    int64_t rest = 0;
    while (true) {
        rest += static_cast<int64_t>(m_in.size() - m_used);
        zeros = zeros
            && std::all_of(m_in.begin() + static_cast<std::ptrdiff_t>(m_used), m_in.end(),
                           [](char c) { return c == '\0'; });
        m_used = m_in.size();
        if (m_last)
            break;
        ARROW_RETURN_NOT_OK(fill());
    }
    m_garbage = zeros ? 0 : rest;
    return arrow::Status::OK();
}

arrow::Result<int64_t> UnpackedStream::Read(int64_t bytes, void* out)
{
    while (!m_done && bytes > 0) {
        if (m_used == m_in.size() && !m_last)
            ARROW_RETURN_NOT_OK(fill());
        ARROW_ASSIGN_OR_RAISE(const Step done,
                              step(reinterpret_cast<const uint8_t*>(m_in.data()) + m_used,
                                   m_in.size() - m_used, m_last, static_cast<uint8_t*>(out),
                                   static_cast<size_t>(std::min<int64_t>(bytes, 1 << 30))));
        m_used += done.taken;
        if (done.ended) {
            while (m_in.size() - m_used < kPeeked && !m_last)
                ARROW_RETURN_NOT_OK(fill());
            if (!restart(std::string_view(m_in).substr(m_used)))
                ARROW_RETURN_NOT_OK(skipRest());
        } else if (done.given == 0 && done.taken == 0 && m_last) {
            return arrow::Status::IOError("Truncated compressed stream");
        }
        if (done.given > 0) {
            m_position += static_cast<int64_t>(done.given);
            return static_cast<int64_t>(done.given);
        }
    }
    return 0;
}

arrow::Result<std::shared_ptr<arrow::Buffer>> UnpackedStream::Read(int64_t bytes)
{
    ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(bytes));
    ARROW_ASSIGN_OR_RAISE(const int64_t got, Read(bytes, buffer->mutable_data()));
    ARROW_RETURN_NOT_OK(buffer->Resize(got));
    return std::shared_ptr<arrow::Buffer>(std::move(buffer));
}

std::shared_ptr<UnpackedStream> unpackGzip(std::shared_ptr<arrow::io::InputStream> raw)
{
    return std::make_shared<GzipStream>(std::move(raw));
}

std::shared_ptr<UnpackedStream> unpackXz(std::shared_ptr<arrow::io::InputStream> raw)
{
    return std::make_shared<XzStream>(std::move(raw));
}

} // namespace leap
