// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/column/source_data.h"
#include "core/data/encode/encode_table.h"
#include "core/data/schema/options.h"
#include "core/data/source_table.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace leap {

/// The coded columns of files that were read whole. Private to core/data, as is all of this file.
class MemoryTable : public SourceTable {
public:
    MemoryTable(SourceData data, RowPlace place)
        : m_data(std::move(data))
        , m_place(std::move(place))
    {
    }

    ~MemoryTable() override;
    MemoryTable(const MemoryTable&) = delete;
    MemoryTable& operator=(const MemoryTable&) = delete;

    [[nodiscard]] std::vector<std::string> columnNames() const override { return namesOf(m_data); }
    [[nodiscard]] int64_t rows() const override { return m_data.rows; }
    [[nodiscard]] std::string partColumn() const override { return m_data.partColumn; }
    [[nodiscard]] InspectReport inspect(const LabelRule& label, Progress& progress) const override;
    [[nodiscard]] std::shared_ptr<const Dataset> encode(const Schema& schema, const SplitRule& split,
                                                        uint64_t seed, Progress& progress) const override;
    /// The same with the rows in a file that is kept.
    [[nodiscard]] std::shared_ptr<Dataset> encode(const Schema& schema, const SplitRule& split, uint64_t seed,
                                                  const std::filesystem::path& store,
                                                  Progress& progress) const;

private:
    SourceData m_data;
    RowPlace m_place;
};

/// Reads the files now. @throws InputError, FailureError, Cancelled
[[nodiscard]] std::shared_ptr<const MemoryTable> readTable(const std::vector<std::filesystem::path>& files,
                                                           const ReadOptions& options,
                                                           const LoadOptions& load, Progress& progress);

/// Where rows go by the options.
[[nodiscard]] RowPlace placeFor(const ReadOptions& options, const LoadOptions& load);

} // namespace leap
