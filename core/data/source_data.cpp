// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/source_data.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/messages.h"

namespace leap {

std::vector<std::string> namesOf(const SourceData& data)
{
    std::vector<std::string> names;
    names.reserve(data.columns.size());
    for (const Column& column : data.columns)
        names.push_back(column.name);
    return names;
}

const Column& columnOf(const SourceData& data, const std::string& name, const std::string& use)
{
    for (const Column& column : data.columns) {
        if (column.name == name)
            return column;
    }
    throw InputError(unknownColumn(namesOf(data), name, use, join(data.files, ", ")) + data.hint);
}

} // namespace leap
