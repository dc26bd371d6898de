// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/load.h"
#include "core/settings/settings.h"

#include <filesystem>
#include <memory>

namespace leap::test {

/// The planted file (planted_data.h) in `folder`, encoded.
struct PlantedTable {
    std::shared_ptr<const SourceTable> table;
    Schema schema;
};
[[nodiscard]] PlantedTable plantedTable(const std::filesystem::path& folder, int64_t rows);
[[nodiscard]] std::shared_ptr<const Dataset> encodePlanted(const PlantedTable& planted, const Schema& schema);
/// One thread, few epochs: a second for some thousand rows.
[[nodiscard]] Settings quickSettings();

} // namespace leap::test
