// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/synth/field_spec.h"
#include "core/synth/field_tables.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace leap::synth {

/// A file that belongs to the data, such as FILE.truth.json.
struct SideFile {
    std::filesystem::path path;
    std::function<void(const std::filesystem::path& temporary)> write;
};
[[nodiscard]] SideFile textFile(const std::filesystem::path& path, const std::string& text);

/// Writes all of them or none: the side files are complete before the data are renamed.
void writeTogether(const SideFile& data, const std::vector<SideFile>& sides);

/// The schema for `leap audit --schema`: wide fields as vectors, and if the set has tables, each id as a
/// pretrained input of `tables`.
[[nodiscard]] std::string schemaText(const SetSpec& set, const std::string& tables);
/// The range table for `leap audit --ranges`.
[[nodiscard]] std::string rangesText(const std::vector<FieldTruth>& fields);

} // namespace leap::synth
