// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema_record.h"

#include "core/base/error.h"

namespace leap {
namespace {

std::string rangeText(int64_t start, int64_t end)
{
    return "[" + std::to_string(start) + ", " + std::to_string(end) + ")";
}

/// The field, which begins at column `start`. @throws InputError where the file says another place
Field placedAt(int64_t start, PlacedField placed, const std::string& where)
{
    const int64_t end = start + placed.field.width();
    const auto given = [](int64_t column, int64_t otherwise) {
        return column == PlacedField::kNotGiven ? otherwise : column;
    };
    const int64_t givenStart = given(placed.start, start), givenEnd = given(placed.end, end);
    if (givenStart != start || givenEnd != end)
        throw InputError(where + ": field '" + placed.field.name + "' says " + rangeText(givenStart, givenEnd)
                         + ", but its place in the row is " + rangeText(start, end)
                         + ": fields lie side by side, without gap or overlap (start and end may be left "
                           "out).");
    return std::move(placed.field);
}

} // namespace

std::string SchemaFormat::read(const Json& json, const std::string& where)
{
    std::string format = checkedText(json, where);
    if (format != kName)
        throw InputError(where + " is '" + format + "', not '" + kName + "': not a schema file.");
    return format;
}

int SchemaVersion::read(const Json& json, const std::string& where)
{
    const auto version = checkedNumber<int>(json, where);
    if (version < 1 || version > Schema::kVersion)
        throw InputError(where + ": schema version " + std::to_string(version)
                         + "; this program reads up to version " + std::to_string(Schema::kVersion)
                         + (version > Schema::kVersion ? ": a newer program wrote it" : "") + ".");
    return version;
}

Json Record<Schema>::fieldsToJson(const Schema& schema)
{
    const auto ranges = schema.ranges();
    std::vector<PlacedField> placed;
    for (size_t i = 0; i < schema.fields.size(); ++i)
        placed.push_back({schema.fields[i], ranges[i], ranges[i + 1]});
    return valueToJson(placed);
}

void Record<Schema>::readFields(Schema& schema, const Json& json, const std::string& where)
{
    int64_t start = 0;
    schema.fields = readList(json, where, [&](const Json& item, const std::string& place) {
        Field field = placedAt(start, fromJson<PlacedField>(item, place), place);
        start += field.width();
        return field;
    });
}

void Record<Schema>::check(const Schema& schema, const std::string& where)
{
    try {
        schema.validate();
    } catch (const InputError& error) {
        throw InputError(where + ": " + error.what());
    }
}

} // namespace leap
