// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema_json.h"

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/data/schema/schema_record.h"

namespace leap {

Schema readSchema(const std::filesystem::path& path)
{
    const std::string where = path.string();
    return fromJson<Schema>(parseJson(readText(path), where), where);
}

void writeSchema(const std::filesystem::path& path, const Schema& schema)
{
    writeTextAtomically(path, jsonFileText(toJson(schema)));
}

} // namespace leap
