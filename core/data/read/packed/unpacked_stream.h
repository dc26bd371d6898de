// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arrow/io/interfaces.h>
#include <arrow/result.h>
#include <cstdint>
#include <memory>
#include <string>

namespace leap {

/// The bytes of a gzip or xz file, unpacked as they are asked for; several members or streams in one file
/// follow each other. Zeros after the last one, as tapes and some stores add them, are nothing; so are other
/// bytes, but they are counted. Private to core/data, as is all of this file.
class UnpackedStream : public arrow::io::InputStream {
public:
    explicit UnpackedStream(std::shared_ptr<arrow::io::InputStream> raw);

    arrow::Status Close() override { return m_raw->Close(); }
    [[nodiscard]] bool closed() const override { return m_raw->closed(); }
    [[nodiscard]] arrow::Result<int64_t> Tell() const override { return m_position; }
    /// Fails with a status that says "truncated" where the file is cut.
    arrow::Result<int64_t> Read(int64_t bytes, void* out) override;
    arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t bytes) override;
    /// Bytes after the packed data that are neither packed data nor zeros; known once all was read.
    [[nodiscard]] int64_t garbage() const { return m_garbage; }

protected:
    struct Step {
        size_t taken = 0; ///< of the packed bytes
        size_t given = 0; ///< unpacked ones
        bool ended = false; ///< a member is complete
    };
    /// Unpacks some bytes. @param last no packed bytes follow these
    virtual arrow::Result<Step> step(const uint8_t* in, size_t inBytes, bool last, uint8_t* out,
                                     size_t outBytes) = 0;
    /// Gets ready for another member. @param next the bytes that follow @return whether they begin one
    virtual bool restart(std::string_view next) = 0;

private:
    arrow::Status fill();
    arrow::Status skipRest();

    std::shared_ptr<arrow::io::InputStream> m_raw;
    std::string m_in;
    size_t m_used = 0; ///< of m_in
    bool m_last = false; ///< the raw stream has ended
    bool m_done = false;
    int64_t m_position = 0;
    int64_t m_garbage = 0;
};

[[nodiscard]] std::shared_ptr<UnpackedStream> unpackGzip(std::shared_ptr<arrow::io::InputStream> raw);
[[nodiscard]] std::shared_ptr<UnpackedStream> unpackXz(std::shared_ptr<arrow::io::InputStream> raw);

} // namespace leap
