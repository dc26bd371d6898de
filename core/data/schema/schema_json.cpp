// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/schema/schema_json.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <array>

namespace leap {
namespace {

constexpr const char* kFormat = "leap.schema";
constexpr std::array<const char*, 3> kRules{"two-values", "equals", "above"};

/// Writes a member that matters for the input's kind, or that differs from its default.
template <typename T> void put(Json& json, const char* key, const T& value, const T& otherwise, bool matters)
{
    if (matters || !(value == otherwise))
        json[key] = value;
}

Json inputToJson(const Input& input)
{
    const Input plain;
    const bool pretrained = input.kind == InputKind::Pretrained;
    const bool vector = input.kind == InputKind::Vector || pretrained;
    const bool scalar = input.kind == InputKind::Numeric && input.buckets == 0;
    const bool words = input.kind == InputKind::Categorical || input.kind == InputKind::Bag;
    Json json;
    json["name"] = input.name;
    json["kind"] = kindName(input.kind);
    json["columns"] = input.columns;
    put(json, "begin", input.begin, plain.begin, vector && input.columns.size() == 1);
    json["width"] = input.width;
    put(json, "min_count", input.minCount, plain.minCount, words);
    put(json, "separator", std::string(1, input.separator), std::string(1, plain.separator),
        input.kind == InputKind::Bag);
    put(json, "buckets", input.buckets, plain.buckets, input.kind == InputKind::Numeric);
    put(json, "scale", input.scale, plain.scale, scalar || vector);
    put(json, "clip", input.clip, plain.clip, scalar || vector);
    put(json, "scaling", std::string(scalingName(input.scaling)), std::string(scalingName(plain.scaling)),
        vector);
    put(json, "table", input.table.file, plain.table.file, pretrained);
    put(json, "table_ids", input.table.ids, plain.table.ids, pretrained);
    put(json, "table_values", input.table.values, plain.table.values, pretrained);
    return json;
}

Input inputFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    Input input;
    input.name = reader.get<std::string>("name");
    input.kind = parseKind(reader.get<std::string>("kind"), reader.placeOf("kind"));
    input.columns = reader.get<std::vector<std::string>>("columns");
    input.begin = reader.get("begin", input.begin);
    input.width = reader.get<int>("width");
    input.minCount = reader.get("min_count", input.minCount);
    const auto separator = reader.get("separator", std::string(1, input.separator));
    if (separator.size() != 1)
        throw InputError(reader.placeOf("separator") + ": one character is needed, not '" + separator + "'.");
    input.separator = separator[0];
    input.buckets = reader.get("buckets", input.buckets);
    input.scale = reader.get("scale", input.scale);
    input.clip = reader.get("clip", input.clip);
    input.scaling = parseScaling(reader.get("scaling", std::string(scalingName(input.scaling))),
                                 reader.placeOf("scaling"));
    input.table.file = reader.get("table", input.table.file);
    input.table.ids = reader.get("table_ids", input.table.ids);
    input.table.values = reader.get("table_values", input.table.values);
    reader.finish();
    return input;
}

Json fieldToJson(const Field& field, int64_t start)
{
    Json json;
    json["name"] = field.name;
    json["start"] = start;
    json["end"] = start + field.width();
    json["group"] = field.group;
    json["cost"] = field.cost;
    json["note"] = field.note;
    json["inputs"] = Json::array();
    for (const Input& input : field.inputs)
        json["inputs"].push_back(inputToJson(input));
    return json;
}

Field fieldFromJson(const Json& json, const std::string& where, int64_t start)
{
    ObjectReader reader(json, where);
    Field field;
    field.name = reader.get<std::string>("name");
    field.group = reader.get("group", field.group);
    field.cost = reader.get("cost", field.cost);
    field.note = reader.get("note", field.note);
    field.inputs = reader.list("inputs", inputFromJson);
    const int64_t end = start + field.width();
    const auto givenStart = reader.get("start", start), givenEnd = reader.get("end", end);
    if (givenStart != start || givenEnd != end)
        throw InputError(
            where + ": field '" + field.name + "' says [" + std::to_string(givenStart) + ", "
            + std::to_string(givenEnd) + "), but its place in the row is [" + std::to_string(start) + ", "
            + std::to_string(end)
            + "): fields lie side by side, without gap or overlap (start and end may be left out).");
    reader.finish();
    return field;
}

Json labelToJson(const LabelRule& label)
{
    Json json;
    json["column"] = label.column;
    json["rule"] = kRules.at(static_cast<size_t>(label.kind));
    put(json, "positive", label.positive, std::string(), label.kind == LabelRule::Kind::Equals);
    put(json, "above", label.above, 0.0, label.kind == LabelRule::Kind::Above);
    return json;
}

LabelRule labelFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    LabelRule label;
    label.column = reader.get<std::string>("column");
    const auto rule = reader.get("rule", std::string(kRules[0]));
    const std::vector<std::string> rules(kRules.begin(), kRules.end());
    const auto known = std::find(rules.begin(), rules.end(), rule);
    if (known == rules.end())
        throw InputError(reader.placeOf("rule") + ": unknown rule '" + rule + "'." + didYouMean(rule, rules)
                         + " Known: " + join(rules, ", ") + ".");
    label.kind = static_cast<LabelRule::Kind>(known - rules.begin());
    label.positive = label.kind == LabelRule::Kind::Equals ? reader.get<std::string>("positive")
                                                           : reader.get("positive", label.positive);
    label.above =
        label.kind == LabelRule::Kind::Above ? reader.get<double>("above") : reader.get("above", label.above);
    reader.finish();
    return label;
}

LeftOut leftOutFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    LeftOut left{reader.get<std::string>("column"), reader.get("reason", std::string())};
    reader.finish();
    return left;
}

void checkVersion(ObjectReader& reader)
{
    const auto format = reader.get<std::string>("format");
    if (format != kFormat)
        throw InputError(reader.where() + ": format is '" + format + "', not '" + kFormat
                         + "': not a schema file.");
    const auto version = reader.get<int>("version");
    if (version < 1 || version > Schema::kVersion)
        throw InputError(reader.where() + ": schema version " + std::to_string(version)
                         + "; this program reads up to version " + std::to_string(Schema::kVersion)
                         + (version > Schema::kVersion ? ": a newer program wrote it" : "") + ".");
}

} // namespace

Json schemaToJson(const Schema& schema)
{
    Json json;
    json["format"] = kFormat;
    json["version"] = Schema::kVersion;
    json["label"] = labelToJson(schema.label);
    json["group_id"] = schema.groupId;
    json["weight"] = schema.weight;
    json["time"] = schema.time;
    json["fields"] = Json::array();
    const auto ranges = schema.ranges();
    for (size_t i = 0; i < schema.fields.size(); ++i)
        json["fields"].push_back(fieldToJson(schema.fields[i], ranges[i]));
    json["left_out"] = Json::array();
    for (const LeftOut& left : schema.leftOut)
        json["left_out"].push_back({{"column", left.column}, {"reason", left.reason}});
    return json;
}

Schema schemaFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    checkVersion(reader);
    Schema schema;
    schema.label = labelFromJson(reader.at("label"), reader.placeOf("label"));
    schema.groupId = reader.get("group_id", schema.groupId);
    schema.weight = reader.get("weight", schema.weight);
    schema.time = reader.get("time", schema.time);
    int64_t start = 0;
    schema.fields = reader.list("fields", [&](const Json& item, const std::string& place) {
        Field field = fieldFromJson(item, place, start);
        start += field.width();
        return field;
    });
    if (reader.has("left_out"))
        schema.leftOut = reader.list("left_out", leftOutFromJson);
    reader.finish();
    try {
        schema.validate();
    } catch (const InputError& error) {
        throw InputError(where + ": " + error.what());
    }
    return schema;
}

Schema readSchema(const std::filesystem::path& path)
{
    const std::string where = path.string();
    return schemaFromJson(parseJson(readText(path), where), where);
}

void writeSchema(const std::filesystem::path& path, const Schema& schema)
{
    writeTextAtomically(path, jsonFileText(schemaToJson(schema)));
}

} // namespace leap
