// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arrow/io/interfaces.h>
#include <arrow/result.h>
#include <arrow/util/compression.h>
#include <memory>
#include <string>
#include <string_view>

namespace leap {

/// A packing of whole files, told by their first bytes. Private to core/data, as is all of this file.
struct Packing {
    std::string_view firstBytes;
    const char* name;
    arrow::Result<std::shared_ptr<arrow::util::Decompressor>> (*make)();
};
/// Null: the bytes are in none of the packings.
[[nodiscard]] const Packing* packingOf(std::string_view head);

/// Unpacks a stream of one or more members. Zeros after a member are padding; what else follows it, and is
/// no further member, is left out and counted.
class UnpackingStream : public arrow::io::InputStream {
public:
    UnpackingStream(std::shared_ptr<arrow::io::InputStream> packed, const Packing& packing,
                    std::shared_ptr<arrow::util::Decompressor> decompressor)
        : m_packed(std::move(packed))
        , m_packing(packing)
        , m_decompressor(std::move(decompressor))
    {
    }

    arrow::Status Close() override { return m_packed->Close(); }
    [[nodiscard]] bool closed() const override { return m_packed->closed(); }
    [[nodiscard]] arrow::Result<int64_t> Tell() const override { return m_given; }
    arrow::Result<int64_t> Read(int64_t bytes, void* out) override;
    arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t bytes) override;
    /// Whether bytes follow the last member that are neither zeros nor a member.
    [[nodiscard]] bool hasGarbage() const { return m_garbage; }

private:
    arrow::Result<bool> fill(size_t bytes);
    arrow::Status beginNextMember();

    std::shared_ptr<arrow::io::InputStream> m_packed;
    const Packing& m_packing;
    std::shared_ptr<arrow::util::Decompressor> m_decompressor;
    std::string m_input;
    size_t m_at = 0; ///< first byte of m_input that is not used
    int64_t m_given = 0;
    bool m_inMember = true;
    bool m_fresh = true; ///< nothing of the member was read
    bool m_ended = false;
    bool m_garbage = false;
};

} // namespace leap
