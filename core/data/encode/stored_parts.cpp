// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/encode/stored_parts.h"

#include "core/base/error.h"
#include "core/data/encode/given_table.h"
#include "core/data/read/read_files.h"

#include <algorithm>
#include <set>

namespace leap {
std::vector<std::filesystem::path> tablePaths(const Schema& schema, const std::filesystem::path& folder)
{
    std::set<std::filesystem::path> paths;
    for (const Field& field : schema.fields) {
        for (const Input& input : field.inputs) {
            if (input.kind == InputKind::Pretrained)
                paths.insert(folder / input.table.file);
        }
    }
    return {paths.begin(), paths.end()};
}

void readTables(Dataset& dataset, const std::filesystem::path& folder, Progress& progress)
{
    GivenTables tables(folder, progress);
    size_t index = 0;
    for (const Field& field : dataset.schema.fields) {
        for (const Input& input : field.inputs) {
            InputSlot& slot = dataset.layout.inputs[index++];
            if (!slot.lookup)
                continue;
            auto lookup = std::make_shared<Lookup>(*slot.lookup);
            lookup->table = tables.values(input.table, "field '" + field.name + "'");
            if (lookup->table->rows + 1 != slot.vocabulary
                || lookup->begin + lookup->width > lookup->table->width)
                throw InputError((folder / input.table.file).string() + ": the table has changed.");
            slot.lookup = std::move(lookup);
        }
    }
}

void readMatrices(std::vector<MatrixSlice>& slices, const std::vector<std::filesystem::path>& files,
                  const ReadOptions& options, int64_t memoryBytes, Progress& progress)
{
    if (slices.empty())
        return;
    std::set<std::string> names;
    for (const MatrixSlice& slice : slices)
        names.insert(slice.source);
    const auto columns =
        readMatrixColumns(files, options, memoryBytes, {names.begin(), names.end()}, progress);
    for (MatrixSlice& slice : slices) {
        for (const Column& column : columns) {
            if (column.name == slice.source)
                slice.matrix = std::get<MatrixValues>(column.values).rows;
        }
        if (slice.matrix == nullptr || slice.begin + slice.width > slice.matrix->width())
            throw InputError(files.front().string() + ": the matrix '" + slice.source + "' has changed.");
    }
}

} // namespace leap
