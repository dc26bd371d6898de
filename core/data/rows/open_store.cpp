// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/open_store.h"

#include "core/data/rows/disk_store.h"
#include "core/data/rows/store_file.h"

#include <algorithm>
#include <future>
#include <span>
#include <string>

namespace leap {
namespace {

/// Checks the blocks number `first`, `first` + `step` ... of a mapped file.
bool intact(const std::byte* memory, const std::vector<BlockEntry>& blocks, size_t first, size_t step)
{
    for (size_t i = first; i < blocks.size(); i += step) {
        const BlockEntry& block = blocks[i];
        const std::span bytes(memory + block.offset, static_cast<size_t>(block.bytes));
        if (checksumOf(bytes) != block.checksum)
            return false;
    }
    return true;
}

void verify(const std::byte* memory, const StoreIndex& index, int threads, const std::string& name)
{
    std::vector<BlockEntry> all;
    for (const auto& blocks : index.blocks)
        all.insert(all.end(), blocks.begin(), blocks.end());
    const auto step = static_cast<size_t>(std::max(threads, 1));
    std::vector<std::future<bool>> others;
    for (size_t first = 1; first < step; ++first)
        others.push_back(
            std::async(std::launch::async, [&, first] { return intact(memory, all, first, step); }));
    bool whole = intact(memory, all, 0, step);
    for (auto& other : others)
        whole = other.get() && whole;
    if (!whole)
        throw DamagedStore(name + ": a block is damaged.");
}

} // namespace

OpenedStore openStore(const std::filesystem::path& path, int64_t memoryBytes, int threads,
                      int64_t verifyBytes)
{
    auto file = std::make_shared<const StoreFile>(path);
    auto dataset = std::make_shared<Dataset>(file->dataset());
    const StoreIndex& index = file->index();
    if (index.bytes() > memoryBytes) {
        dataset->store = makeDiskStore(file);
        return {dataset, file->slices()};
    }
    ResidentBlocks blocks{index.shape, index.blockRows, {}, nullptr, {}};
    const auto mapped = file->map();
    const auto bytesOfBlock = [memory = mapped.get()](const BlockEntry& block) {
        return std::span(memory + block.offset, static_cast<size_t>(block.bytes));
    };
    blocks.memory = mapped;
    if (index.bytes() <= verifyBytes)
        verify(mapped.get(), index, threads, path.string());
    else
        blocks.check = [file, bytesOfBlock](Part part, size_t i) {
            const BlockEntry& block = file->index().blocks[static_cast<size_t>(part)][i];
            file->check(block, bytesOfBlock(block));
        };
    for (size_t part = 0; part < kParts; ++part) {
        for (const BlockEntry& block : index.blocks[part]) {
            RowView& view = blocks.blocks[part].emplace_back(viewOf(bytesOfBlock(block), index.shape));
            view.rows = block.rows; // the block itself may not be checked yet
        }
    }
    dataset->store = makeResidentStore(std::move(blocks));
    return {dataset, file->slices()};
}

} // namespace leap
