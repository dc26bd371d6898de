// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/study/ledger/ledger.h"

namespace leap {
namespace {

constexpr const char* kFormat = "leap.ledger";
constexpr int kVersion = 1;

Json estimateToJson(const Estimate& estimate)
{
    Json json;
    json["mean"] = estimate.mean;
    json["error"] = estimate.error;
    json["low"] = estimate.low();
    json["high"] = estimate.high();
    return json;
}

Estimate estimateFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    const Estimate estimate{reader.get<double>("mean"), reader.get<double>("error")};
    (void)reader.at("low"); // both follow from the error
    (void)reader.at("high");
    reader.finish();
    if (!(estimate.error >= 0))
        throw InputError(reader.placeOf("error") + " must be 0 or more.");
    return estimate;
}

Json costToJson(const FieldCost& cost, bool networkUnknown)
{
    Json json;
    json["columns"] = cost.columns;
    json["bytes"] = cost.bytes;
    json["first_layer_flops"] = networkUnknown ? Json(nullptr) : Json(cost.flops);
    return json;
}

FieldCost costFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    FieldCost cost{reader.get<int64_t>("columns"), reader.get<int64_t>("bytes"), 0};
    if (!reader.at("first_layer_flops").is_null())
        cost.flops = reader.get<int64_t>("first_layer_flops");
    reader.finish();
    if (cost.columns < 0 || cost.bytes < 0 || cost.flops < 0)
        throw InputError(where + " must not have negative numbers.");
    return cost;
}

Json curveToJson(const FieldShuffle& measured)
{
    Json json = Json::array();
    for (size_t point = 0; point < kCurveGates.size(); ++point) {
        Json at = estimateToJson(measured.curve[point]);
        at["g"] = kCurveGates[point];
        json.push_back(at);
    }
    return json;
}

void curveFromJson(const Json& json, const std::string& where, FieldShuffle& measured)
{
    if (!json.is_array() || json.size() != kCurveGates.size())
        throw InputError(where + " must be a list of " + std::to_string(kCurveGates.size()) + " points.");
    for (size_t point = 0; point < kCurveGates.size(); ++point) {
        const std::string place = where + "[" + std::to_string(point) + "]";
        Json at = json[point];
        if (!at.is_object() || at.value("g", Json()) != Json(kCurveGates[point]))
            throw InputError(place + ".g must be " + std::to_string(kCurveGates[point]) + ".");
        at.erase("g");
        measured.curve[point] = estimateFromJson(at, place);
    }
}

Json fieldToJson(const LedgerField& field, bool networkUnknown)
{
    Json json;
    json["name"] = field.name;
    json["group"] = field.group;
    json["earns"] = estimateToJson(field.measured.earns);
    json["pays"] = {{"lambda", field.lambda}, {"gate", field.gate}, {"at_gate", field.lambda * field.gate}};
    json["saves"] = costToJson(field.saves, networkUnknown);
    json["force"] = estimateToJson(field.measured.force);
    json["curve"] = curveToJson(field.measured);
    json["active_rows"] = field.activeRows;
    json["changed_rows"] = field.measured.changedRows;
    json["lacks_force"] = field.lacksForce;
    json["words"] = field.words;
    return json;
}

LedgerField fieldFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    LedgerField field;
    field.name = reader.get<std::string>("name");
    field.group = reader.get<std::string>("group");
    field.measured.earns = estimateFromJson(reader.at("earns"), reader.placeOf("earns"));
    ObjectReader pays(reader.at("pays"), reader.placeOf("pays"));
    field.lambda = pays.get<double>("lambda");
    field.gate = pays.get<double>("gate");
    (void)pays.at("at_gate"); // their product
    pays.finish();
    field.saves = costFromJson(reader.at("saves"), reader.placeOf("saves"));
    field.measured.force = estimateFromJson(reader.at("force"), reader.placeOf("force"));
    curveFromJson(reader.at("curve"), reader.placeOf("curve"), field.measured);
    field.activeRows = reader.get<int64_t>("active_rows");
    field.measured.changedRows = reader.get<double>("changed_rows");
    field.lacksForce = reader.get<bool>("lacks_force");
    field.words = reader.get<std::string>("words");
    reader.finish();
    return field;
}

Json sharedToJson(const Ledger& ledger)
{
    Json json = Json::array();
    for (const SharedTable& table : ledger.shared) {
        Json names = Json::array();
        for (const size_t field : table.fields)
            names.push_back(ledger.fields[field].name);
        json.push_back({{"bytes", table.bytes}, {"fields", names}});
    }
    return json;
}

SharedTable sharedFromJson(const Json& json, const std::string& where, const Ledger& ledger)
{
    ObjectReader reader(json, where);
    SharedTable table;
    table.bytes = reader.get<int64_t>("bytes");
    for (const std::string& name : reader.get<std::vector<std::string>>("fields")) {
        size_t field = 0;
        while (field < ledger.fields.size() && ledger.fields[field].name != name)
            ++field;
        if (field == ledger.fields.size())
            throw InputError(reader.placeOf("fields") + " names '" + name
                             + "', which is no field of the ledger.");
        table.fields.push_back(field);
    }
    reader.finish();
    return table;
}

} // namespace

Json ledgerToJson(const Ledger& ledger)
{
    Json json;
    json["format"] = kFormat;
    json["version"] = kVersion;
    json["created"] = ledger.created;
    json["judged_on"] = "validation rows";
    json["model"] = ledger.model;
    json["gate_form"] = nameOf(ledger.form);
    json["repeats"] = ledger.repeats;
    json["seed"] = ledger.seed;
    json["rows"] = ledger.rows;
    json["block_rows"] = ledger.blockRows;
    json["log_loss"] = ledger.logLoss;
    json["earnings_epoch"] = ledger.bestEpoch;
    json["forces_epoch"] = ledger.lastEpoch;
    json["seconds"] = ledger.seconds;
    json["network_unknown"] = ledger.networkUnknown;
    json["fields"] = Json::array();
    for (const LedgerField& field : ledger.fields)
        json["fields"].push_back(fieldToJson(field, ledger.networkUnknown));
    json["shared_tables"] = sharedToJson(ledger);
    return json;
}

Ledger ledgerFromJson(const Json& json, const std::string& where)
{
    ObjectReader reader(json, where);
    if (reader.get<std::string>("format") != kFormat || reader.get<int>("version") != kVersion)
        throw InputError(where + " is no ledger of version " + std::to_string(kVersion)
                         + "; make it again by 'leap ledger'.");
    Ledger ledger;
    ledger.created = reader.get<std::string>("created");
    (void)reader.at("judged_on");
    ledger.model = reader.get<std::string>("model");
    ledger.form = parseName<GateForm>(reader.get<std::string>("gate_form"));
    ledger.repeats = reader.get<int>("repeats");
    ledger.seed = reader.get<uint64_t>("seed");
    ledger.rows = reader.get<int64_t>("rows");
    ledger.blockRows = reader.get<int64_t>("block_rows");
    ledger.logLoss = reader.get<double>("log_loss");
    ledger.bestEpoch = reader.get<int64_t>("earnings_epoch");
    ledger.lastEpoch = reader.get<int64_t>("forces_epoch");
    ledger.seconds = reader.get<double>("seconds");
    ledger.networkUnknown = reader.get<bool>("network_unknown");
    ledger.fields = reader.list("fields", fieldFromJson);
    ledger.shared = reader.list("shared_tables", [&](const Json& table, const std::string& place) {
        return sharedFromJson(table, place, ledger);
    });
    reader.finish();
    return ledger;
}

} // namespace leap
