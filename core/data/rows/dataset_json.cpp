// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rows/dataset_json.h"

#include "core/data/schema/schema_json.h"

#include <cmath>

namespace leap {
namespace {

/// Without its table.
Json lookupToJson(const Lookup& lookup)
{
    return {{"begin", lookup.begin}, {"width", lookup.width}, {"scaling", scalingToJson(lookup.scaling)}};
}

std::shared_ptr<const Lookup> lookupFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    auto lookup = std::make_shared<Lookup>();
    lookup->begin = reader.get<int>("begin");
    lookup->width = reader.get<int>("width");
    lookup->scaling = scalingFromJson(reader.at("scaling"), reader.placeOf("scaling"));
    reader.finish();
    return lookup;
}

Json slotToJson(const InputSlot& slot)
{
    Json json{{"storage", static_cast<int>(slot.storage)},
              {"index", slot.index},
              {"start", slot.start},
              {"width", slot.width},
              {"vocabulary", slot.vocabulary},
              {"name", slot.name}};
    if (slot.lookup)
        json["lookup"] = lookupToJson(*slot.lookup);
    return json;
}

InputSlot slotFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    InputSlot slot;
    slot.storage = static_cast<InputSlot::Storage>(reader.get<int>("storage"));
    slot.index = reader.get<int>("index");
    slot.start = reader.get<int64_t>("start");
    slot.width = reader.get<int>("width");
    slot.vocabulary = reader.get<int64_t>("vocabulary");
    slot.name = reader.get<std::string>("name");
    if (json.contains("lookup"))
        slot.lookup = lookupFromJson(reader.at("lookup"), reader.placeOf("lookup"));
    reader.finish();
    return slot;
}

Json layoutToJson(const RowLayout& layout)
{
    Json json;
    json["inputs"] = Json::array();
    for (const InputSlot& slot : layout.inputs)
        json["inputs"].push_back(slotToJson(slot));
    json["ranges"] = layout.ranges;
    json["id_columns"] = layout.idColumns;
    json["bag_columns"] = layout.bagColumns;
    json["dense_columns"] = layout.denseColumns;
    return json;
}

RowLayout layoutFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    RowLayout layout;
    layout.inputs = reader.list("inputs", slotFromJson);
    layout.ranges = reader.get<std::vector<int64_t>>("ranges");
    layout.idColumns = reader.get<int>("id_columns");
    layout.bagColumns = reader.get<int>("bag_columns");
    layout.denseColumns = reader.get<int>("dense_columns");
    reader.finish();
    return layout;
}

Json factsToJson(const FieldFacts& facts)
{
    return {{"active_rows", facts.activeRows},
            {"default_share", facts.defaultShare},
            {"missing_share", facts.missingShare},
            {"distinct", facts.distinct}};
}

FieldFacts factsFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    FieldFacts facts;
    facts.activeRows = reader.get<int64_t>("active_rows");
    facts.defaultShare = reader.get<double>("default_share");
    facts.missingShare = reader.get<double>("missing_share");
    facts.distinct = reader.get<int64_t>("distinct");
    reader.finish();
    return facts;
}

Json optionalNumber(const std::optional<double>& number)
{
    return number ? Json(*number) : Json(nullptr);
}

std::optional<double> optionalNumber(ObjectReader& reader, const std::string& key)
{
    return reader.at(key).is_null() ? std::nullopt : std::optional(reader.get<double>(key));
}

ColumnReport columnFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    ColumnReport column;
    column.name = reader.get<std::string>("name");
    column.kind = parseKind(reader.get<std::string>("kind"), where);
    column.kindReason = reader.get<std::string>("kind_reason");
    column.distinct = reader.get<int64_t>("distinct");
    column.distinctAtLeast = reader.get<bool>("distinct_at_least");
    column.missingShare = reader.get<double>("missing_share");
    column.defaultShare = reader.get<double>("default_share");
    column.defaultValue = reader.get<std::string>("default_value");
    column.badCells = reader.get<int64_t>("bad_cells");
    column.minimum = optionalNumber(reader, "minimum");
    column.maximum = optionalNumber(reader, "maximum");
    column.aucAlone = optionalNumber(reader, "auc_alone");
    column.constant = reader.get<bool>("constant");
    column.rowIdLike = reader.get<bool>("row_id_like");
    column.duplicateOf = reader.get<std::string>("duplicate_of");
    column.possibleLeak = reader.get<bool>("possible_leak");
    column.listOfWidth = reader.get<bool>("list_of_width");
    column.width = reader.get<int>("width");
    column.examples = reader.get<std::vector<std::string>>("examples");
    reader.finish();
    return column;
}

} // namespace

Json scalingToJson(const ElementScaling& scaling)
{
    Json json{{"shift", scaling.shift}, {"factor", scaling.factor}};
    if (std::isfinite(scaling.limit))
        json["limit"] = scaling.limit;
    return json;
}

ElementScaling scalingFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    ElementScaling scaling;
    scaling.shift = reader.get<std::vector<float>>("shift");
    scaling.factor = reader.get<std::vector<float>>("factor");
    scaling.limit = reader.get("limit", scaling.limit);
    reader.finish();
    return scaling;
}

Json columnToJson(const ColumnReport& column)
{
    Json json;
    json["name"] = column.name;
    json["kind"] = kindName(column.kind);
    json["kind_reason"] = column.kindReason;
    json["distinct"] = column.distinct;
    json["distinct_at_least"] = column.distinctAtLeast;
    json["missing_share"] = column.missingShare;
    json["default_share"] = column.defaultShare;
    json["default_value"] = column.defaultValue;
    json["bad_cells"] = column.badCells;
    json["minimum"] = optionalNumber(column.minimum);
    json["maximum"] = optionalNumber(column.maximum);
    json["auc_alone"] = optionalNumber(column.aucAlone);
    json["constant"] = column.constant;
    json["row_id_like"] = column.rowIdLike;
    json["duplicate_of"] = column.duplicateOf;
    json["possible_leak"] = column.possibleLeak;
    json["list_of_width"] = column.listOfWidth;
    json["width"] = column.width;
    json["examples"] = column.examples;
    return json;
}

Json cardToJson(const DatasetCard& card)
{
    Json json;
    json["files"] = card.files;
    json["fingerprint"] = card.fingerprint;
    json["rows"] = card.rows;
    json["rejected_rows"] = card.rejectedRows;
    json["positives"] = card.positives;
    Json parts = Json::object();
    for (int part = 0; part < kParts; ++part)
        parts[partName(static_cast<Part>(part))] = card.rowsOfPart[part];
    json["parts"] = parts;
    json["groups"] = card.groups;
    json["label"] = card.label;
    json["split"] = card.split;
    json["warnings"] = card.warnings;
    return json;
}

DatasetCard cardFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    DatasetCard card;
    card.files = reader.get<std::vector<std::string>>("files");
    card.fingerprint = reader.get<std::string>("fingerprint");
    card.rows = reader.get<int64_t>("rows");
    card.rejectedRows = reader.get<int64_t>("rejected_rows");
    card.positives = reader.get<int64_t>("positives");
    ObjectReader parts(reader.at("parts"), reader.placeOf("parts"));
    for (int part = 0; part < kParts; ++part)
        card.rowsOfPart[part] = parts.get<int64_t>(partName(static_cast<Part>(part)));
    parts.finish();
    card.groups = reader.get<int64_t>("groups");
    card.label = reader.get<std::string>("label");
    card.split = reader.get<std::string>("split");
    card.warnings = reader.get<std::vector<std::string>>("warnings");
    reader.finish();
    return card;
}

Json datasetToJson(const Dataset& dataset)
{
    Json json;
    json["schema"] = schemaToJson(dataset.schema);
    json["layout"] = layoutToJson(dataset.layout);
    json["card"] = cardToJson(dataset.card);
    json["facts"] = Json::array();
    for (const FieldFacts& facts : dataset.facts)
        json["facts"].push_back(factsToJson(facts));
    json["rows"] = dataset.rows;
    if (dataset.inTimeOrder)
        json["in_time_order"] = true;
    return json;
}

Dataset datasetFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    Dataset dataset;
    dataset.schema = schemaFromJson(reader.at("schema"), reader.placeOf("schema"));
    dataset.layout = layoutFromJson(reader.at("layout"), reader.placeOf("layout"));
    dataset.card = cardFromJson(reader.at("card"), reader.placeOf("card"));
    dataset.facts = reader.list("facts", factsFromJson);
    dataset.rows = reader.get<int64_t>("rows");
    dataset.inTimeOrder = reader.get("in_time_order", false);
    reader.finish();
    return dataset;
}

Json reportToJson(const InspectReport& report)
{
    Json json;
    json["files"] = report.files;
    json["file_format"] = factsOf(report.fileFormat).key;
    json["format"] = report.format;
    json["rows"] = report.rows;
    json["rejected_rows"] = report.rejectedRows;
    json["columns"] = Json::array();
    for (const ColumnReport& column : report.columns)
        json["columns"].push_back(columnToJson(column));
    json["warnings"] = report.warnings;
    json["label_problem"] = report.labelProblem;
    json["preview"] = report.preview;
    return json;
}

InspectReport reportFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    InspectReport report;
    report.files = reader.get<std::vector<std::string>>("files");
    report.fileFormat = parseFileFormat(reader.get<std::string>("file_format"), where);
    report.format = reader.get<std::string>("format");
    report.rows = reader.get<int64_t>("rows");
    report.rejectedRows = reader.get<int64_t>("rejected_rows");
    report.columns = reader.list("columns", columnFromJson);
    report.warnings = reader.get<std::vector<std::string>>("warnings");
    report.labelProblem = reader.get<std::string>("label_problem");
    report.preview = reader.get<std::vector<std::vector<std::string>>>("preview");
    reader.finish();
    return report;
}

} // namespace leap
