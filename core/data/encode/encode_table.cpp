// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/encode/encode_table.h"

#include "core/base/atomic_file.h"
#include "core/data/encode/encoder.h"
#include "core/data/rows/matrix_store.h"
#include "core/data/rows/open_store.h"
#include "core/data/rows/store_file.h"

#include <string>
#include <unistd.h>

namespace leap {
namespace {

void writeStore(Encoder& encoder, int64_t blockRows, const std::filesystem::path& path)
{
    StoreFileWriter writer(path, encoder.shape(), blockRows);
    encoder.write(writer, blockRows);
    writer.finish(encoder.dataset(), encoder.slices());
}

std::shared_ptr<Dataset> inMemory(Encoder& encoder, int64_t blockRows)
{
    MemorySink sink(encoder.shape());
    encoder.write(sink, blockRows);
    auto dataset = std::make_shared<Dataset>(encoder.dataset());
    dataset->store = sink.finish(blockRows);
    return dataset;
}

/// A store whose name is gone as soon as it is open.
std::shared_ptr<Dataset> onDisk(Encoder& encoder, int64_t blockRows, const RowPlace& place)
{
    std::filesystem::create_directories(place.folder);
    const auto path = place.folder / (".rows-" + std::to_string(::getpid()) + ".tmp");
    try {
        writeStore(encoder, blockRows, path);
        auto dataset = openStore(path, place.memoryBytes, place.threads).dataset;
        dataset->layout = encoder.dataset().layout; // a file does not hold given tables
        std::filesystem::remove(path);
        return dataset;
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        throw;
    }
}

/// Rows without what lies in matrices.
std::shared_ptr<Dataset> writeRows(Encoder& encoder, const RowPlace& place)
{
    const int64_t blockRows = blockRowsFor(encoder.shape());
    if (place.store) {
        writeAtomically(*place.store,
                        [&](const std::filesystem::path& path) { writeStore(encoder, blockRows, path); });
        auto dataset = openStore(*place.store, place.memoryBytes, place.threads).dataset;
        dataset->layout = encoder.dataset().layout;
        return dataset;
    }
    if (encoder.rows() * encoder.shape().bytesPerRow() <= place.memoryBytes)
        return inMemory(encoder, blockRows);
    return onDisk(encoder, blockRows, place);
}

} // namespace

std::shared_ptr<Dataset> encodeTable(const SourceData& data, const Schema& schema, const SplitRule& split,
                                     uint64_t seed, const RowPlace& place, Progress& progress)
{
    Encoder encoder(data, schema, split, seed, place.threads, progress);
    auto dataset = writeRows(encoder, place);
    dataset->store = makeMatrixStore(dataset->store, encoder.slices());
    return dataset;
}

} // namespace leap
