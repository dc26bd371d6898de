// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema_record.h"

#include "core/base/error.h"

namespace leap {

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
    schema.fields = readList(json, where, [](const Json& item, const std::string& place) {
        return fromJson<PlacedField>(item, place).field;
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

Json schemaFileJson(const Schema& schema)
{
    Json json = toJson(schema);
    const Json bare = valueToJson(PlacedField());
    for (Json& field : json["fields"]) {
        for (const char* key : {"start", "end"})
            field.erase(key);
        for (const char* key : {"group", "cost", "note"}) {
            if (field[key] == bare[key])
                field.erase(key);
        }
    }
    return json;
}

} // namespace leap
