// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/read/packed/xz.h"

#include <lzma.h>

namespace leap {
namespace {

constexpr uint64_t kMemory = uint64_t{1} << 30; ///< a stranger's file may ask for any

class XzDecompressor : public arrow::util::Decompressor {
public:
    XzDecompressor()
        : m_ready(start())
    {
    }
    XzDecompressor(const XzDecompressor&) = delete;
    XzDecompressor& operator=(const XzDecompressor&) = delete;
    ~XzDecompressor() override { lzma_end(&m_state); }

    arrow::Result<DecompressResult> Decompress(int64_t inBytes, const uint8_t* in, int64_t outBytes,
                                               uint8_t* out) override
    {
        if (!m_ready)
            return arrow::Status::OutOfMemory("liblzma");
        m_state.next_in = in;
        m_state.avail_in = static_cast<size_t>(inBytes);
        m_state.next_out = out;
        m_state.avail_out = static_cast<size_t>(outBytes);
        const lzma_ret code = lzma_code(&m_state, LZMA_RUN);
        if (code == LZMA_MEMLIMIT_ERROR)
            return arrow::Status::IOError("it needs more than 1 GiB of memory to be unpacked");
        if (code != LZMA_OK && code != LZMA_STREAM_END && code != LZMA_BUF_ERROR)
            return arrow::Status::IOError("liblzma: code ", static_cast<int>(code));
        m_finished = code == LZMA_STREAM_END;
        return DecompressResult{inBytes - static_cast<int64_t>(m_state.avail_in),
                                outBytes - static_cast<int64_t>(m_state.avail_out), false};
    }
    bool IsFinished() override { return m_finished; }
    arrow::Status Reset() override
    {
        m_ready = start();
        return m_ready ? arrow::Status::OK() : arrow::Status::OutOfMemory("liblzma");
    }

private:
    bool start()
    {
        m_finished = false;
        return lzma_stream_decoder(&m_state, kMemory, 0) == LZMA_OK;
    }

    lzma_stream m_state = LZMA_STREAM_INIT;
    bool m_finished = false;
    bool m_ready;
};

} // namespace

arrow::Result<std::shared_ptr<arrow::util::Decompressor>> makeXzDecompressor()
{
    return std::make_shared<XzDecompressor>();
}

} // namespace leap
