// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema_json.h"

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/data/schema/schema_record.h"

namespace leap {
namespace {

constexpr const char* kEnding = ".schema.json";

} // namespace

Schema readSchema(const std::filesystem::path& path)
{
    const std::string where = path.string();
    return fromJson<Schema>(parseJson(readText(path), where), where);
}

std::string schemaFileText(const Schema& schema)
{
    return jsonFileText(schemaFileJson(schema));
}

void writeSchema(const std::filesystem::path& path, const Schema& schema)
{
    writeTextAtomically(path, schemaFileText(schema));
}

std::optional<std::filesystem::path> schemaBeside(const std::vector<std::filesystem::path>& files)
{
    if (files.size() != 1 || files.front().empty())
        return std::nullopt;
    std::filesystem::path data = files.front().lexically_normal();
    if (!data.has_filename()) // a folder, named with a slash at its end
        data = data.parent_path();
    while (!data.filename().empty()) {
        std::filesystem::path beside = data;
        beside += kEnding;
        std::error_code error;
        if (std::filesystem::is_regular_file(beside, error))
            return beside;
        if (!data.has_extension())
            return std::nullopt;
        data.replace_extension();
    }
    return std::nullopt;
}

} // namespace leap
