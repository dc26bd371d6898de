// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/column/source_data.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/column/messages.h"

namespace leap {

void finishColumns(SourceData& data)
{
    for (Column& column : data.columns) {
        if (auto* reals = std::get_if<RealValues>(&column.values))
            reals->values.finish();
        auto* texts = std::get_if<TextValues>(&column.values);
        if (texts == nullptr)
            continue;
        texts->codes.finish();
        if (const int32_t full = texts->dictionary.fullAt())
            data.warnings.push_back("column '" + column.name + "' has more than " + grouped(full)
                                    + " different values: of those met later, numbers are kept to 6 digits, "
                                      "times to the minute, others share "
                                    + grouped(DictionaryLimit().buckets) + " hash buckets.");
    }
}

const TimeFormat* givenTimes(const SourceData& data, const std::string& column)
{
    for (const ColumnTimes& times : data.times) {
        if (times.column == column)
            return &times.format;
    }
    return nullptr;
}

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
