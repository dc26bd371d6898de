// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rows/block_writer.h"
#include "core/data/rows/dataset.h"
#include "core/data/rows/matrix_store.h"

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace leap {

/// An encoded store on disk: a head (magic, version), the blocks in the order in which they filled, each at a
/// multiple of 4 KiB, a trailer (CBOR: the dataset without its rows, the columns, and of each block its place
/// and checksum), and a foot of fixed size that says where the trailer is. Everything is in the byte order of
/// the machine: a store is a cache, not a file to hand on. Our own format rather than Arrow IPC, because a
/// batch wants a row's ids side by side (one copy a row, not one a cell), one read a block, and checksums.
/// Private to core/data, as is all of this file.
///
/// A file that is no whole store: not finished, cut, or damaged.
class DamagedStore : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Where a block lies and what it must be.
struct BlockEntry {
    int64_t rows = 0;
    int64_t offset = 0; ///< in the file
    int64_t bytes = 0;
    uint64_t checksum = 0;
};

struct StoreIndex {
    RowShape shape;
    int64_t blockRows = 1;
    std::array<std::vector<BlockEntry>, kParts> blocks;
    [[nodiscard]] int64_t rows(Part part) const;
    [[nodiscard]] int64_t bytes() const; ///< of all blocks
};

/// Owns the descriptor of a store. Thread-safe to read.
class StoreFile {
public:
    /// Reads the index. @throws DamagedStore, FailureError when the file cannot be read
    explicit StoreFile(const std::filesystem::path& path);
    ~StoreFile();
    StoreFile(const StoreFile&) = delete;
    StoreFile& operator=(const StoreFile&) = delete;

    [[nodiscard]] const StoreIndex& index() const { return m_index; }
    /// Without its rows, and its lookups without their tables.
    [[nodiscard]] const Dataset& dataset() const { return m_dataset; }
    /// What the rows read of matrices, which are not here.
    [[nodiscard]] const std::vector<MatrixSlice>& slices() const { return m_slices; }
    /// Reads and checks a block. @throws FailureError
    void read(const BlockEntry& block, std::vector<std::byte>& bytes) const;
    /// The whole file as memory, until the returned owner goes. Nothing is checked. @throws FailureError
    [[nodiscard]] std::shared_ptr<const std::byte> map() const;

    /// @throws FailureError when they are not those of the block; the file is then removed
    void check(const BlockEntry& block, std::span<const std::byte> bytes) const;

private:
    void readIndex();
    void readBytes(int64_t offset, std::span<std::byte> bytes) const;

    std::string m_name;
    int m_file = -1;
    int64_t m_size = 0;
    StoreIndex m_index;
    Dataset m_dataset;
    std::vector<MatrixSlice> m_slices;
};

/// Writes a store; until finish() the file is none.
class StoreFileWriter : public BlockSink {
public:
    /// @throws FailureError, as do all members, naming the path: no space, no rights
    StoreFileWriter(const std::filesystem::path& path, const RowShape& shape, int64_t blockRows);
    ~StoreFileWriter() override;
    StoreFileWriter(const StoreFileWriter&) = delete;
    StoreFileWriter& operator=(const StoreFileWriter&) = delete;

    void add(Part part, int64_t rows, std::vector<std::byte> bytes) override;
    /// @param slices what the rows read of matrices
    void finish(const Dataset& dataset, const std::vector<MatrixSlice>& slices = {});

private:
    void write(std::span<const std::byte> bytes);
    void pad();

    std::filesystem::path m_path;
    int m_file = -1;
    int64_t m_size = 0;
    StoreIndex m_index;
};

} // namespace leap
