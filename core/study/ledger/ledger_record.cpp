// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/ledger/ledger_record.h"

#include "core/base/error.h"

#include <algorithm>

namespace leap {
namespace {

/// A shared table with its fields by name.
struct NamedTable {
    int64_t bytes = 0;
    std::vector<std::string> fields;
};

size_t placeOf(const Ledger& ledger, const std::string& name, const std::string& where)
{
    const auto field = std::find_if(ledger.fields.begin(), ledger.fields.end(),
                                    [&](const LedgerField& candidate) { return candidate.name == name; });
    if (field == ledger.fields.end())
        throw InputError(where + " names '" + name + "', which is no field of the ledger.");
    return static_cast<size_t>(field - ledger.fields.begin());
}

} // namespace

template <> struct Record<NamedTable> {
    using T = NamedTable;
    static constexpr auto members =
        std::tuple{member("bytes", &T::bytes, atLeast(0)), member("fields", &T::fields)};
};

Json CurveText::write(const Curve& curve)
{
    Json json = Json::array();
    for (size_t point = 0; point < curve.size(); ++point)
        json.push_back(toJson(CurvePoint{curve[point], kCurveGates[point]}));
    return json;
}

CurveText::Curve CurveText::read(const Json& json, const std::string& where)
{
    Curve curve{};
    const auto points = valueFromJson<std::array<CurvePoint, kCurveGates.size()>>(json, where);
    for (size_t point = 0; point < curve.size(); ++point) {
        if (points[point].gate != kCurveGates[point])
            refuseValue(itemPlace(where, point) + ".g", jsonText(Json(kCurveGates[point])),
                        points[point].gate);
        curve[point] = points[point].change;
    }
    return curve;
}

Json Record<Ledger>::fieldsToJson(const Ledger& ledger)
{
    Json json = valueToJson(ledger.fields);
    for (Json& field : json) {
        if (ledger.networkUnknown)
            field["saves"]["first_layer_flops"] = nullptr;
    }
    return json;
}

Json Record<Ledger>::sharedToJson(const Ledger& ledger)
{
    std::vector<NamedTable> tables;
    for (const SharedTable& table : ledger.shared) {
        NamedTable& named = tables.emplace_back(NamedTable{table.bytes, {}});
        for (const size_t field : table.fields)
            named.fields.push_back(ledger.fields[field].name);
    }
    return valueToJson(tables);
}

void Record<Ledger>::readShared(Ledger& ledger, const Json& json, const std::string& where)
{
    const auto tables = valueFromJson<std::vector<NamedTable>>(json, where);
    for (size_t i = 0; i < tables.size(); ++i) {
        SharedTable& table = ledger.shared.emplace_back(SharedTable{tables[i].bytes, {}});
        for (const std::string& name : tables[i].fields)
            table.fields.push_back(placeOf(ledger, name, itemPlace(where, i) + ".fields"));
    }
}

} // namespace leap
